package dev.shmkit.notebooks;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is written in an .ipynb file: its kernel's name and its code. */
record NotebookFile(String kernel, List<String> code) {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it is no notebook
     */
    static NotebookFile read(Path file) {
        try {
            Map<String, Object> content = JSON.std.mapFrom(file.toFile());
            if (!(content.get("cells") instanceof List<?> cells)) {
                throw new IllegalArgumentException("cannot run %s: it is no notebook".formatted(file));
            }
            @Nullable Object spec = entry(content.get("metadata"), "kernelspec");
            return new NotebookFile(text(entry(spec, "name")), code(cells));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot run %s: it is no notebook".formatted(file), e);
        }
    }

    private static List<String> code(List<?> cells) {
        return cells.stream()
                .filter(cell -> "code".equals(entry(cell, "cell_type")))
                .map(cell -> text(entry(cell, "source")))
                .toList();
    }

    private static @Nullable Object entry(@Nullable Object map, String key) {
        return map instanceof Map<?, ?> entries ? entries.get(key) : null;
    }

    /** A text, which may be written as a list of lines. */
    private static String text(@Nullable Object value) {
        if (value instanceof List<?> lines) {
            return lines.stream().map(String::valueOf).collect(Collectors.joining());
        }
        return value == null ? "" : value.toString();
    }
}
