package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCacheTest {
    private static final int ENTRIES = 300;

    @TempDir
    private Path cache = Path.of("");

    @Test
    void shouldNotMindOthersThatRemoveTheSameEntries() throws Exception {
        for (int i = 0; i < ENTRIES; i++) {
            addOldEntry("entry-" + i);
        }
        Path used = Files.createDirectory(cache.resolve("used"));
        Callable<Boolean> run = () -> {
            ScriptCache.removeUnused(cache);
            return true;
        };
        ExecutorService runs = Executors.newFixedThreadPool(3);
        try {
            for (Future<Boolean> each : runs.invokeAll(List.of(run, run, run), 60, TimeUnit.SECONDS)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            runs.shutdownNow();
        }
        try (var left = Files.list(cache)) {
            assertThat(left).containsExactly(used);
        }
    }

    private void addOldEntry(String name) throws IOException {
        Path entry = Files.createDirectory(cache.resolve(name));
        Files.createDirectory(entry.resolve("classes"));
        Files.writeString(entry.resolve("main-class"), "Main");
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now().minusSeconds(31L * 24 * 3600)));
    }
}
