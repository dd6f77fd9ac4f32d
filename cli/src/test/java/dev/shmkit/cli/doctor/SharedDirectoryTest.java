package dev.shmkit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedDirectoryTest {
    @TempDir
    private Path directory = Path.of("");

    private Optional<Finding> withMode(int mode) throws IOException {
        Files.setAttribute(directory, "unix:mode", mode);
        return SharedDirectory.of(directory, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {01777, 03777})
    void shouldFindNothingWrongWhereEverybodyCanMakeAndNobodyRemove(int mode) throws IOException {
        assertThat(withMode(mode)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0755, 0777, 01755})
    void shouldHaveItsModeMended(int mode) throws IOException {
        Finding finding = withMode(mode).orElseThrow();
        assertThat(finding.problem()).startsWith("its mode is %04o: everybody must be allowed".formatted(mode));
        assertThat(finding.command()).isEqualTo("sudo chmod a+rwxt " + Shell.quote(directory.toString()));
    }

    @Test
    void shouldSayNothingOfADirectoryThatIsNotThere() {
        assertThat(SharedDirectory.of(directory.resolve("none"), true)).isEmpty();
    }
}
