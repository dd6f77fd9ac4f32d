package dev.shmkit.cli.run;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A script did not compile, or threw. The message says where: {@code script.kts:7: …}. */
public final class ScriptFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ScriptFailedException(String message) {
        super(message);
    }

    ScriptFailedException(String message, Throwable thrown) {
        super(message, thrown);
    }

    /** Names the line of the script that an exception comes from. */
    static ScriptFailedException thrown(String script, Throwable thrown) {
        return thrown(List.of(script), thrown);
    }

    /** Names the line that an exception comes from, of a script, the first, or of what it imports. */
    static ScriptFailedException thrown(List<String> scripts, Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String file = String.valueOf(frame.getFileName());
            if (scripts.contains(file)) {
                return new ScriptFailedException(
                        "%s:%d: %s".formatted(file, frame.getLineNumber(), describe(thrown)), thrown);
            }
        }
        return new ScriptFailedException("%s: %s".formatted(scripts.get(0), describe(thrown)), thrown);
    }

    private static String describe(Throwable thrown) {
        @Nullable String message = thrown.getMessage();
        String type = thrown.getClass().getName();
        return message == null ? type : type + ": " + message.replaceAll("\\s*\\R\\s*", " ");
    }
}
