package dev.shmkit.notebooks;

import java.io.Serial;
import java.util.List;

/** A cell did not compile, or threw: the last line of what to show is the message. */
final class CellFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    CellFailedException(List<String> lines) {
        super(lines.get(lines.size() - 1));
        this.lines = List.copyOf(lines);
    }

    List<String> lines() {
        return lines;
    }
}
