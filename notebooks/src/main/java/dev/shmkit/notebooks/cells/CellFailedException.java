package dev.shmkit.notebooks.cells;

import java.io.Serial;
import java.util.List;

/**
 * A cell did not compile, or threw. The message has all there is to show: first what is wrong, then where. It has no stack trace
 * of its own, because clients would show it.
 */
public final class CellFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CellFailedException(List<String> lines) {
        super(String.join("\n", lines), null, false, false);
    }

    CellFailedException(String problem) {
        this(List.of(problem));
    }

    /** The message, line by line. */
    public List<String> lines() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
