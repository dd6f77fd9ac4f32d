package dev.shmkit.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {
    /** As the launcher makes it: glibc's pthread_mutex_t of x86-64 and aarch64 with its kind, all else zero. */
    private static final int KIND_OFFSET = 16;

    private static final byte SHARED_AND_ERROR_CHECKING = (byte) 130;
    private static final int FILE_BYTES = 4096;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void shouldOpenItsRegionAndLeaveItAsItWas() throws Exception {
        byte[] free = new byte[FILE_BYTES];
        free[KIND_OFFSET] = SHARED_AND_ERROR_CHECKING;
        Path file = Files.write(directory.resolve("region"), free);
        WarmUp.openAndClose(file.toString());
        assertThat(file).hasBinaryContent(free);
        assertThat(Path.of("/proc/self/maps")).content().contains("jna").doesNotContain(file.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, FILE_BYTES})
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
