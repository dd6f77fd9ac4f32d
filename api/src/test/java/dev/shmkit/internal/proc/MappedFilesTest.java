package dev.shmkit.internal.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.posix.FileStatus;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFilesTest {
    /** No device has it. */
    private static final int ELSEWHERE = 0xfff;

    private static FileStatus status(long inode) {
        return new FileStatus(0, 0, 0, 0, inode, 0, 0, 0, ELSEWHERE, 0);
    }

    @Test
    void shouldKnowAFileByItsPathWhicheverOthersHaveItsNumber() throws Exception {
        String[] fields = lineOfThisProcess().split("\\s+", 6);
        long inode = Long.parseLong(fields[4]);
        MappedFiles<String> files = new MappedFiles<>();
        files.add("another device's", status(inode), "/nowhere");
        files.add("one more device's", status(inode), "/nowhere/else");
        files.add("this", status(inode), fields[5]);
        assertThat(files.of(ProcessHandle.current().pid(), new FileBytes()))
                .isNotEmpty()
                .allSatisfy(range -> assertThat(range.file()).isEqualTo("this"));
    }

    @Test
    void shouldKnowAFileByAPathBeyondAscii(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("größe"), "x");
        FileStatus elsewhere = status((Long) Files.getAttribute(file, "unix:ino"));
        long self = ProcessHandle.current().pid();
        assertThat(ProcMaps.contains(self, elsewhere, file.toString()))
                .as("not yet")
                .isFalse();
        try (FileChannel channel = FileChannel.open(file)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 1);
            assertThat(ProcMaps.contains(self, elsewhere, file.toString())).isTrue();
            assertThat(ProcMaps.contains(self, elsewhere, file + "r")).isFalse();
            Files.delete(file);
            assertThat(ProcMaps.contains(self, elsewhere, file.toString()))
                    .as("deleted")
                    .isTrue();
            assertThat(mapped.get(0)).isEqualTo((byte) 'x');
        }
    }

    @Test
    void shouldKnowAFileByItsNameAlsoWhenItWasDeleted(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("libsome.so"), "x");
        long self = ProcessHandle.current().pid();
        try (FileChannel channel = FileChannel.open(file)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 1);
            assertThat(ProcMaps.containsName(self, "libsome.so")).isTrue();
            assertThat(ProcMaps.containsName(self, "some.so")).isFalse();
            Files.delete(file);
            assertThat(ProcMaps.containsName(self, "libsome.so")).isTrue();
            assertThat(mapped.get(0)).isEqualTo((byte) 'x');
        }
    }

    private static String lineOfThisProcess() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.endsWith("/libjvm.so"))
                .findFirst()
                .orElseThrow();
    }
}
