package dev.shmkit.cli.run.failure;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.EvalException;
import org.jspecify.annotations.Nullable;

/** An exception on one line, with its causes: {@code java.lang.RuntimeException: outer (caused by java.io.IOException: inner)}. */
public final class ThrownLine {
    private static final int MOST_CAUSES = 3;
    private static final String CAUSED_BY = "caused by ";

    private ThrownLine() {}

    /** Tells an exception. Of many causes the first are told, and the last, which began it all. */
    public static String of(Throwable thrown) {
        String line = alone(thrown);
        List<String> causes = causes(thrown);
        return causes.isEmpty()
                ? line
                : line + " (" + CAUSED_BY + String.join(", " + CAUSED_BY, shortened(causes)) + ")";
    }

    /** Those that say more than what they have caused, which often has their message in its own. */
    private static List<String> causes(Throwable thrown) {
        List<String> causes = new ArrayList<>();
        String told = alone(thrown);
        for (Throwable cause : Causes.of(thrown)) {
            @Nullable String message = message(cause);
            if (!told.contains(message == null ? type(cause) : message)) {
                told = alone(cause);
                causes.add(told);
            }
        }
        return causes;
    }

    private static List<String> shortened(List<String> causes) {
        if (causes.size() <= MOST_CAUSES) {
            return causes;
        }
        List<String> some = new ArrayList<>(causes.subList(0, MOST_CAUSES - 1));
        some.add("…");
        some.add(causes.get(causes.size() - 1));
        return some;
    }

    private static String alone(Throwable thrown) {
        @Nullable String message = message(thrown);
        return message == null ? type(thrown) : type(thrown) + ": " + message;
    }

    private static @Nullable String message(Throwable thrown) {
        @Nullable String message = thrown.getMessage();
        return message == null || message.isBlank() ? null : message.replaceAll("\\s*\\R\\s*", " ");
    }

    /** JShell hands out exceptions of its own in the place of a script's. */
    private static String type(Throwable thrown) {
        return thrown instanceof EvalException eval
                ? eval.getExceptionClassName()
                : thrown.getClass().getName();
    }
}
