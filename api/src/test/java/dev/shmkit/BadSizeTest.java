package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.SelfProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class BadSizeTest {
    private static final Path SHM = Keys.directory();

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 63})
    void shouldRefuseASizeThatNoRegionCanHave(long size) {
        String key = Keys.unique("size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedMemory.create(key, size))
                .withMessageContaining("cannot create region \"" + key + "\" of " + size + " bytes")
                .withMessageContaining("a size is 1 to ")
                .withMessageContaining("like size(4096)");
        assertThat(Keys.path(key)).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(RegionOption.class)
    void shouldRefuseMoreThanTheMachineHasBeforeAnythingIsReserved(RegionOption option) {
        String key = Keys.unique("huge");
        RegionSpaceException thrown = Refusal.of(
                () -> SharedMemory.create(key, 1L << 50, option),
                RegionSpaceException.class,
                key,
                "create",
                "(ENOSPC)",
                "ask for less");
        assertThat(thrown.errno()).isEqualTo(Errno.ENOSPC);
        assertThat(Keys.path(key)).doesNotExist();
        assertThat(SelfProcess.descriptorsBelow(SHM)).isEmpty();
        assertThat(SelfProcess.mappingsBelow(SHM)).isEmpty();
    }

    @Test
    void shouldPassOnTheKernelsOwnRefusalAndLeaveTheFileSystemAsItWas(@TempDir Path directory) throws Exception {
        assumeTrue(mountTinyTmpfs(directory), "not permitted to mount a tmpfs");
        try {
            String key = directory.resolve("region").toString();
            RegionSpaceException thrown = Refusal.of(
                    () -> SharedMemory.create(key, 2L << 20),
                    RegionSpaceException.class,
                    key,
                    "create",
                    "no space left (ENOSPC)",
                    "ask for less",
                    "shm ls");
            assertThat(thrown.errno()).isEqualTo(Errno.ENOSPC);
            assertThat(directory).isEmptyDirectory();
            assertThat(SelfProcess.descriptorsBelow(directory)).isEmpty();
            assertThat(SelfProcess.mappingsBelow(directory)).isEmpty();
            fillsUpToTheBrimAfterwards(key);
        } finally {
            assertThat(run("umount", directory.toString())).isZero();
        }
    }

    /** All of the space is there again: the refused attempt kept no page. */
    private static void fillsUpToTheBrimAfterwards(String key) {
        try (SharedMemory region = SharedMemory.create(key, (1L << 20) - 4096 - 64)) {
            region.putByte(region.size() - 1, (byte) 7);
            region.unlink();
        }
    }

    @Test
    void shouldSayWhenAFileIsTooLargeToBeMapped(@TempDir Path directory) throws Exception {
        Path file = Keys.path(Keys.unique("sparse"));
        try {
            try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                sparse.write(ByteBuffer.wrap(new byte[] {1}), (1L << 50) - 1);
            }
            String key = file.getFileName().toString();
            RegionSpaceException thrown = Refusal.of(
                    () -> SharedMemory.attachRaw(key),
                    RegionSpaceException.class,
                    key,
                    "attach",
                    "(ENOMEM)",
                    "ask for less, or close regions");
            assertThat(thrown.errno()).isEqualTo(Errno.ENOMEM);
            assertThat(SelfProcess.descriptorsBelow(SHM)).isEmpty();
            assertThat(SelfProcess.mappingsBelow(SHM)).isEmpty();
        } finally {
            Files.delete(file);
        }
    }

    private static boolean mountTinyTmpfs(Path directory) throws IOException, InterruptedException {
        return SelfProcess.isRoot() && run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString()) == 0;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
