package dev.shmkit.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks as they are in the tree: with what came of really executing them. */
class CommittedNotebooksTest {
    static List<String> notebooks() throws IOException {
        try (var files = Files.list(Path.of(""))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void shouldHaveBeenExecutedFromTheFirstCellToTheLast(String notebook) throws IOException {
        List<Map<?, ?>> cells = codeCells(notebook);
        assertThat(cells).hasSizeGreaterThan(5);
        for (int i = 0; i < cells.size(); i++) {
            assertThat(cells.get(i).get("execution_count"))
                    .as("code cell %d", i + 1)
                    .isEqualTo(i + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void shouldHaveTheOutputOfEveryCellThatEndsWithAValue(String notebook) throws IOException {
        for (Map<?, ?> cell : codeCells(notebook)) {
            String source = source(cell).strip();
            boolean silent = source.endsWith(";") || source.endsWith("}") || source.startsWith("%use");
            assertThat(list(cell, "outputs")).as(source).satisfies(outputs -> {
                if (!silent) {
                    assertThat(outputs).isNotEmpty();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void shouldHaveNeitherErrorsNorWarningsInItsOutputs(String notebook) throws IOException {
        for (Map<?, ?> cell : codeCells(notebook)) {
            for (Object output : list(cell, "outputs")) {
                Map<?, ?> fields = (Map<?, ?>) output;
                assertThat(fields.get("output_type")).as(source(cell)).isNotEqualTo("error");
                assertThat(fields.get("name")).as(source(cell)).isNotEqualTo("stderr");
            }
        }
    }

    private static List<Map<?, ?>> codeCells(String notebook) throws IOException {
        return list(JSON.std.mapFrom(Path.of(notebook).toFile()), "cells").stream()
                .<Map<?, ?>>map(cell -> (Map<?, ?>) cell)
                .filter(cell -> "code".equals(cell.get("cell_type")))
                .toList();
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return Objects.requireNonNull((List<?>) map.get(key));
    }

    private static String source(Map<?, ?> cell) {
        Object source = cell.get("source");
        return source instanceof List<?> lines
                ? String.join("", lines.stream().map(String::valueOf).toList())
                : String.valueOf(source);
    }
}
