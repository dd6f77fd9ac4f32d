package dev.shmkit.notebooks.command;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.internal.text.OneLine;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is written in an .ipynb file.
 *
 * @param kernel its kernel's name
 * @param code its cells' code
 * @param lastErrors what the last cell that ran wrote as errors
 */
record NotebookFile(String kernel, List<String> code, String lastErrors) {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it is no notebook, or cannot be read
     */
    static NotebookFile read(Path file) {
        try {
            Map<String, Object> content = JSON.std.mapFrom(Files.readString(file));
            if (!(content.get("cells") instanceof List<?> cells)) {
                throw new IllegalArgumentException("cannot run %s: it is no notebook".formatted(file));
            }
            @Nullable Object spec = entry(content.get("metadata"), "kernelspec");
            return new NotebookFile(text(entry(spec, "name")), code(cells), lastErrors(cells));
        } catch (FileSystemException e) {
            throw new IllegalArgumentException(OneLine.of(e, "read"), e);
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

    private static String lastErrors(List<?> cells) {
        return cells.stream()
                .filter(cell -> entry(cell, "execution_count") != null)
                .reduce((earlier, later) -> later)
                .map(cell -> entry(cell, "outputs") instanceof List<?> outputs ? errors(outputs) : "")
                .orElse("");
    }

    private static String errors(List<?> outputs) {
        return outputs.stream()
                .filter(output -> "stderr".equals(entry(output, "name")))
                .map(output -> text(entry(output, "text")))
                .collect(Collectors.joining());
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
