package dev.shmkit.cli.run.failure;

import dev.shmkit.snippets.InitialiserFailure;
import java.io.Serial;
import java.util.List;

/** A script did not compile, or threw. The message says where: {@code script.kts:7: …}. */
public final class ScriptFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String[] others;

    /** Says all there is to say. */
    public ScriptFailedException(String message) {
        super(message);
        others = new String[0];
    }

    /** Says where an exception comes from. */
    public ScriptFailedException(String message, Throwable thrown) {
        super(message, thrown);
        others = new String[0];
    }

    private ScriptFailedException(String message, List<String> others) {
        super(message);
        this.others = others.toArray(String[]::new);
    }

    /** Tells the first error of a script that does not compile, and how many others there are. */
    public static ScriptFailedException uncompiled(List<String> errors) {
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

    /** Names the line that an exception comes from. */
    public static ScriptFailedException thrown(ThrownPlace place, Throwable thrown) {
        return thrown(place, "", thrown);
    }

    /** The same for an exception that has ended a thread other than the script's first. */
    static ScriptFailedException thrown(ThrownPlace place, Thread thread, Throwable thrown) {
        return thrown(place, "in thread \"%s\": ".formatted(thread.getName()), thrown);
    }

    private static ScriptFailedException thrown(ThrownPlace place, String thread, Throwable thrown) {
        Throwable mistake = InitialiserFailure.cause(thrown);
        return new ScriptFailedException(place.of(mistake, thrown) + ": " + thread + ThrownLine.of(mistake), thrown);
    }
}
