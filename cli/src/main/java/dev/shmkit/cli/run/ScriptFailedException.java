package dev.shmkit.cli.run;

import dev.shmkit.snippets.InitialiserFailure;
import java.io.Serial;
import java.nio.file.Path;
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

    /** Names the line that an exception comes from, of a script, the first, or of what it imports. */
    static ScriptFailedException thrown(List<Path> scripts, Throwable thrown) {
        Throwable mistake = InitialiserFailure.cause(thrown);
        String where = new ScriptPlace(scripts).of(mistake, thrown);
        return new ScriptFailedException(where + ": " + describe(mistake), thrown);
    }

    private static String describe(Throwable thrown) {
        @Nullable String message = thrown.getMessage();
        String type = thrown.getClass().getName();
        return message == null ? type : type + ": " + message.replaceAll("\\s*\\R\\s*", " ");
    }
}
