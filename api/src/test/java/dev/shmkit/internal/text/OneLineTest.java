package dev.shmkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void shouldTellWhatIsWrongWithAFile() {
        assertThat(OneLine.of(new NoSuchFileException("/x"), "use"))
                .isEqualTo("cannot use /x: it does not exist, or nothing can be made there");
        assertThat(OneLine.of(new AccessDeniedException("/x"), "write to"))
                .isEqualTo("cannot write to /x: permission denied");
        assertThat(OneLine.of(new FileAlreadyExistsException("/x"), "write to"))
                .isEqualTo("cannot write to /x: it is there and no folder");
        assertThat(OneLine.of(new FileSystemException("/x", null, "No space left on device"), "use"))
                .isEqualTo("cannot use /x: No space left on device");
        assertThat(OneLine.of(new FileSystemLoopException("/x"), "use"))
                .isEqualTo("cannot use /x: FileSystemLoopException");
    }

    @Test
    void shouldMakeOneHarmlessLineOfAnyMessage() {
        assertThat(OneLine.of(new IllegalStateException(" one \n\t two\tthree \u001b[31m"), "use"))
                .isEqualTo("one two three ?[31m");
        assertThat(OneLine.of(new IllegalStateException(" "), "use")).isEqualTo("java.lang.IllegalStateException");
        assertThat(OneLine.of(new IllegalStateException(), "use")).isEqualTo("java.lang.IllegalStateException");
    }
}
