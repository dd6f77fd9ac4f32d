package dev.shmkit.notebooks.cells;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cell did not compile, or threw. The message has all there is to show: first what is wrong, then where. It has no stack trace
 * of its own, because clients would show it.
 */
public final class CellFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_FRAMES = 10;

    CellFailedException(List<String> lines) {
        super(String.join("\n", lines), null, false, false);
    }

    CellFailedException(String problem) {
        this(List.of(problem));
    }

    /**
     * A cell whose value cannot be shown.
     *
     * @param failure what its {@code toString} or a picture of it threw
     */
    public static CellFailedException notShown(Throwable failure) {
        List<String> lines = new ArrayList<>(List.of("the value cannot be shown: " + failure));
        // A recursion that does not end has a thousand and more.
        Stream.of(failure.getStackTrace()).limit(MOST_FRAMES).forEach(frame -> lines.add("    at " + frame));
        return new CellFailedException(lines);
    }

    /** The message, line by line. */
    public List<String> lines() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
