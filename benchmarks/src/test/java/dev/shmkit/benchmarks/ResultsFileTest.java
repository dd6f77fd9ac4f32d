package dev.shmkit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    @TempDir
    Path directory;

    @Test
    void shouldReplaceOneJdksSectionAndKeepTheOthers() throws IOException {
        Path path = directory.resolve("RESULTS.md");
        ResultsFile results = new ResultsFile(path);

        results.put(25, "old numbers of 25");
        results.put(17, "numbers of 17");
        results.put(25, "new numbers of 25");

        assertThat(Files.readString(path))
                .startsWith("# Benchmark results\n")
                .endsWith("\n\n## JDK 17\n\nnumbers of 17\n\n## JDK 25\n\nnew numbers of 25\n")
                .doesNotContain("old numbers")
                .containsOnlyOnce("# Benchmark results");
    }
}
