package dev.shmkit.snippets;

import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import org.jspecify.annotations.Nullable;

/** Looks through the JVM's error about a static initialiser, which has no message and the wrong line, to what was thrown there. */
public final class InitialiserFailure {
    private static final String ERROR = ExceptionInInitializerError.class.getName();

    private InitialiserFailure() {}

    /** What a static initialiser threw, or just what is given. */
    public static Throwable cause(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return thrown instanceof ExceptionInInitializerError && cause != null ? cause(cause) : thrown;
    }

    /** The same for JShell, which hands out exceptions of its own in the place of a script's. */
    public static JShellException cause(JShellException thrown) {
        if (!(thrown instanceof EvalException eval)
                || !eval.getExceptionClassName().equals(ERROR)) {
            return thrown;
        }
        @Nullable JShellException cause = eval.getCause();
        return cause == null ? thrown : cause(cause);
    }
}
