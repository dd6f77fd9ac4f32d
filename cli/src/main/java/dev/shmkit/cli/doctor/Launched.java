package dev.shmkit.cli.doctor;

/** How this program was called, so that commands that it names work where its user is. */
final class Launched {
    private Launched() {}

    /** The launcher's name for a shell; as in the documentation when something else has started the JVM. */
    static String name() {
        return Shell.quote(System.getProperty("shmkit.launcher", "./shm"));
    }
}
