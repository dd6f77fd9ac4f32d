package dev.shmkit.cli.run;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A script did not compile, or threw. The message says where: {@code script.kts:7: …}. */
public final class ScriptFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String[] others;

    ScriptFailedException(String message) {
        super(message);
        others = new String[0];
    }

    ScriptFailedException(String message, Throwable thrown) {
        super(message, thrown);
        others = new String[0];
    }

    private ScriptFailedException(String message, List<String> others) {
        super(message);
        this.others = others.toArray(String[]::new);
    }

    /** Tells the first error of a script that does not compile, and how many others there are. */
    static ScriptFailedException uncompiled(List<String> errors) {
        List<String> others = errors.subList(1, errors.size());
        String more = others.isEmpty() ? "" : " (and %d more)".formatted(others.size());
        return new ScriptFailedException(errors.get(0) + more, others);
    }

    /**
     * Tells what the message only counts.
     *
     * @return the errors after the first, each as it would stand alone
     */
    public List<String> others() {
        return List.of(others);
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
