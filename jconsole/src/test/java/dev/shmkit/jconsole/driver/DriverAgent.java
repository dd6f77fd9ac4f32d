package dev.shmkit.jconsole.driver;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes a program with windows obey {@link Commands}, and kills it when there are no more: some programs permit nobody else to
 * end them. The entry of a {@code -javaagent}.
 */
public final class DriverAgent {
    private DriverAgent() {}

    /**
     * Called by the JVM before the program's main.
     *
     * @param program part of the command of the JVM that is meant; in others, which get the same agent, nothing is done
     */
    public static void premain(String program) {
        if (System.getProperty("sun.java.command", "").contains(program)) {
            Thread thread = new Thread(DriverAgent::serve, "driver");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void serve() {
        try {
            Commands.serve();
            new ProcessBuilder(
                            "kill",
                            "-KILL",
                            Long.toString(ProcessHandle.current().pid()))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
