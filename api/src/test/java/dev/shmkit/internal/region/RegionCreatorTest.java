package dev.shmkit.internal.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.RegionExistsException;
import dev.shmkit.RegionOption;
import dev.shmkit.RegionSpaceException;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.SelfProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways to make a region: without a name first, and on file systems that lack O_TMPFILE. */
@ExtendWith(LeavesNothingBehind.class)
class RegionCreatorTest {
    private static final Path SHM = Keys.directory();
    private static final long LARGER_THAN_ANY_DISK = 1L << 60;

    private final RegionKey key = RegionKey.parse(Keys.unique("creator"));

    static Stream<Set<RegionOption>> options() {
        return Stream.of(
                Set.of(),
                EnumSet.of(RegionOption.SECURE),
                EnumSet.of(RegionOption.RAW),
                EnumSet.of(RegionOption.RAW, RegionOption.SECURE));
    }

    @ParameterizedTest
    @MethodSource("options")
    void shouldMakeTheSameBytesAndPermissionsBothWays(Set<RegionOption> options) throws Exception {
        byte[] unnamedFirst = make(options, true, 5000);
        FileStatus status = FileStatus.of(key.creationPath().toString());
        Files.delete(key.creationPath());
        byte[] namedFirst = make(options, false, 5000);
        FileStatus fallback = FileStatus.of(key.creationPath().toString());
        Files.delete(key.creationPath());
        assertThat(namedFirst).isEqualTo(unnamedFirst);
        assertThat(fallback.permissions())
                .isEqualTo(status.permissions())
                .isEqualTo(options.contains(RegionOption.SECURE) ? 0600 : 0666);
        assertThat(fallback.uid()).isEqualTo(status.uid());
    }

    private byte[] make(Set<RegionOption> options, boolean unnamedFirst, long sizeBytes) throws Exception {
        MappedFile file = new RegionCreator(key, options, unnamedFirst).create(sizeBytes);
        try {
            return Files.readAllBytes(file.path());
        } finally {
            file.closeDescriptor();
            file.mapping().forget();
        }
    }

    @Test
    void shouldExcludeAnExistingNameBothWaysAndKeepIt() throws Exception {
        Files.writeString(key.creationPath(), "mine");
        for (boolean unnamedFirst : new boolean[] {true, false}) {
            assertThat(catchThrowable(() -> make(Set.of(), unnamedFirst, 64)))
                    .isInstanceOf(RegionExistsException.class);
            assertThat(key.creationPath()).hasContent("mine");
        }
        Files.delete(key.creationPath());
        assertNothingIsOpen();
    }

    @Test
    void shouldLetGoOfItsMemoryWhenTheNameTurnsOutToBeTaken() throws Exception {
        // A large region's name is looked at early. That does not see a link to nowhere, as little as what comes a
        // moment later.
        Files.createSymbolicLink(key.creationPath(), Path.of("nowhere"));
        try {
            for (boolean unnamedFirst : new boolean[] {true, false}) {
                for (long sizeBytes : new long[] {64, 2 << 20}) {
                    assertThat(catchThrowable(() -> make(Set.of(), unnamedFirst, sizeBytes)))
                            .isInstanceOf(RegionExistsException.class);
                    assertNothingIsOpen();
                }
            }
        } finally {
            Files.delete(key.creationPath());
        }
    }

    @Test
    void shouldSayThatTheNameIsTakenAlsoWhenThereWouldBeNoRoom(@TempDir Path directory) throws Exception {
        RegionKey path = RegionKey.parse(
                Files.writeString(directory.resolve("region"), "mine").toString());
        for (boolean unnamedFirst : new boolean[] {true, false}) {
            assertThat(catchThrowable(
                            () -> new RegionCreator(path, Set.of(), unnamedFirst).create(LARGER_THAN_ANY_DISK)))
                    .isInstanceOf(RegionExistsException.class);
        }
        assertThat(directory.resolve("region")).hasContent("mine");
    }

    @Test
    void shouldLeaveNothingOfWhatDoesNotFitBothWays(@TempDir Path directory) {
        RegionKey path = RegionKey.parse(directory.resolve("region").toString());
        for (boolean unnamedFirst : new boolean[] {true, false}) {
            assertThat(catchThrowable(
                            () -> new RegionCreator(path, Set.of(), unnamedFirst).create(LARGER_THAN_ANY_DISK)))
                    .isInstanceOf(RegionSpaceException.class)
                    .hasMessageContaining("ask for less");
            assertThat(directory).isEmptyDirectory();
            assertThat(SelfProcess.descriptorsBelow(directory)).isEmpty();
            assertThat(SelfProcess.mappingsBelow(directory)).isEmpty();
        }
    }

    private static void assertNothingIsOpen() {
        assertThat(SelfProcess.descriptorsBelow(SHM)).isEmpty();
        assertThat(SelfProcess.mappingsBelow(SHM)).isEmpty();
    }
}
