package dev.shmkit.jconsole.model;

/** What came of asking the monitored JVM. */
public sealed interface Reading {
    /**
     * It answered.
     *
     * @param look what it sees
     */
    record Seen(HostLook look) implements Reading {}

    /**
     * It did not.
     *
     * @param problem what is wrong, in one line
     * @param advice what to do about it
     */
    record Missing(String problem, String advice) implements Reading {}
}
