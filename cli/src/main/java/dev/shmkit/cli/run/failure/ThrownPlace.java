package dev.shmkit.cli.run.failure;

/** Knows where in a script an exception comes from. */
public interface ThrownPlace {
    /**
     * Looks through the frames of one exception, and if the script has none there, through those of the next.
     *
     * @return the script's line, {@code script.kts:7}, or the script alone
     */
    String of(Throwable... thrown);
}
