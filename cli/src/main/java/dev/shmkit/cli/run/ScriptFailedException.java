package dev.shmkit.cli.run;

import java.io.Serial;
import java.util.List;
import java.util.stream.Stream;
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
        Throwable mistake = InitialiserFailure.cause(thrown);
        // Kotlin's delegated properties are initialised in code without lines; then that of the use has to do.
        String where = Stream.of(mistake, thrown)
                .flatMap(failure -> Stream.of(failure.getStackTrace()))
                .filter(frame -> frame.getLineNumber() > 0 && scripts.contains(String.valueOf(frame.getFileName())))
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .findFirst()
                .orElse(scripts.get(0));
        return new ScriptFailedException(where + ": " + describe(mistake), thrown);
    }

    private static String describe(Throwable thrown) {
        @Nullable String message = thrown.getMessage();
        String type = thrown.getClass().getName();
        return message == null ? type : type + ": " + message.replaceAll("\\s*\\R\\s*", " ");
    }
}
