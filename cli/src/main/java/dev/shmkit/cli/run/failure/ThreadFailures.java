package dev.shmkit.cli.run.failure;

import java.util.function.Consumer;

/**
 * Exceptions that end threads of a script. Each is reported at once, as the JVM would do; the rest of the script goes on, but
 * has failed. A script that sets a handler of its own takes care of them itself.
 */
public final class ThreadFailures {
    private static final int FAILED = 1;

    private final ThrownPlace place;
    private final Consumer<ScriptFailedException> report;
    private volatile boolean failed;

    private ThreadFailures(ThrownPlace place, Consumer<ScriptFailedException> report) {
        this.place = place;
        this.report = report;
    }

    /** Handles those of this JVM from now on. */
    public static ThreadFailures handle(ThrownPlace place, Consumer<ScriptFailedException> report) {
        ThreadFailures failures = new ThreadFailures(place, report);
        Thread.setDefaultUncaughtExceptionHandler(failures::add);
        return failures;
    }

    private synchronized void add(Thread thread, Throwable thrown) {
        failed = true;
        report.accept(ScriptFailedException.thrown(place, thread, thrown));
    }

    /** The exit status of a script whose main part has ended with one. */
    public int status(int main) {
        return main == 0 && failed ? FAILED : main;
    }
}
