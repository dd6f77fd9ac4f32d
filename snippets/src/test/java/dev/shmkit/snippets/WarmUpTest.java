package dev.shmkit.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void shouldOpenItsRegionAndLeaveItAsItWas() throws Exception {
        Path file = directory.resolve("region");
        SharedMemory.create(file.toString(), 64).close();
        byte[] free = Files.readAllBytes(file);
        WarmUp.openAndClose(file.toString());
        assertThat(file).hasBinaryContent(free);
        assertThat(Path.of("/proc/self/maps")).content().contains("jna").doesNotContain(file.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 4096})
    void shouldSayNothingOfAFileThatIsNoRegion(int sizeBytes) throws IOException {
        Path file = Files.write(directory.resolve("region"), new byte[sizeBytes]);
        assertThatCode(() -> WarmUp.openAndClose(file.toString())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "a/b", "..", ""})
    void shouldSayNothingWhereThereIsNoFile(String name) {
        assertThatCode(() -> WarmUp.openAndClose(directory + "/" + name)).doesNotThrowAnyException();
    }
}
