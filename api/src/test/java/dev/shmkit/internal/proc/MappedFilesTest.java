package dev.shmkit.internal.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.posix.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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

    private static String lineOfThisProcess() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.endsWith("/libjvm.so"))
                .findFirst()
                .orElseThrow();
    }
}
