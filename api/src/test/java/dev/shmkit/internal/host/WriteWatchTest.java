package dev.shmkit.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.testing.DebugRegisters;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Threads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteWatchTest {
    private static final int NEIGHBOUR = Integer.BYTES;

    private final Memory memory = new Memory(Long.BYTES);

    @BeforeEach
    void requirePermission() {
        DebugRegisters.assumePermitted();
        memory.clear();
    }

    private long word() {
        return Pointer.nativeValue(memory);
    }

    @Test
    void shouldNoticeAWriteAndNeitherReadsNorTheNeighbour() throws ErrnoException {
        try (WriteWatch watch = WriteWatch.begin(Kernel.threadId(), word())) {
            assertThat(watch.untouched()).isTrue();
            assertThat(memory.getInt(0)).isZero();
            memory.setInt(NEIGHBOUR, 1);
            assertThat(watch.untouched()).isTrue();
            memory.setInt(0, 0);
            assertThat(watch.untouched()).as("the same value was written").isFalse();
        }
    }

    @Test
    void shouldNoticeNoWriteOfAnotherThread() throws Exception {
        try (WriteWatch watch = WriteWatch.begin(Kernel.threadId(), word())) {
            Threads.elsewhere(() -> memory.setInt(0, 1));
            assertThat(watch.untouched()).isTrue();
        }
    }

    @Test
    void shouldBeginAnewAfterAWrite() throws ErrnoException {
        for (int i = 0; i < 100; i++) {
            try (WriteWatch watch = WriteWatch.begin(Kernel.threadId(), word())) {
                assertThat(watch.untouched()).isTrue();
                memory.setInt(0, i);
                memory.setInt(0, i);
                assertThat(watch.untouched()).isFalse();
            }
        }
    }

    /** A thread that takes and gives back a lock all the time is held up once. */
    @Test
    void shouldEndWithTheFirstWrites() throws ErrnoException {
        int most = 10;
        try (WriteWatch watch = WriteWatch.begin(Kernel.threadId(), word())) {
            for (int i = 0; i < 1000 * most; i++) {
                memory.setInt(0, i);
            }
            assertThat(watch.writes()).isBetween(1L, (long) most);
        }
    }

    @Test
    void shouldRefuseWhenTheRegistersAreInUse() throws ErrnoException {
        List<WriteWatch> watches = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (watches.size() < 100) {
                            watches.add(WriteWatch.begin(Kernel.threadId(), word()));
                        }
                    })
                    .isInstanceOf(ErrnoException.class)
                    .extracting(thrown -> ((ErrnoException) thrown).errno())
                    .isEqualTo(Errno.ENOSPC);
        } finally {
            watches.forEach(WriteWatch::close);
        }
        WriteWatch.begin(Kernel.threadId(), word()).close();
    }

    @Test
    void shouldTellNothingOfAThreadThatIsGone() throws Exception {
        int[] tid = new int[1];
        Threads.elsewhere(() -> tid[0] = Kernel.threadId());
        Eventually.until("the thread has ended", () -> !ProcThread.lives(tid[0]));
        assertThatThrownBy(() -> WriteWatch.begin(tid[0], word()).close()).isInstanceOf(ErrnoException.class);
    }

    @Test
    void shouldTellNothingOnceItIsClosed() throws ErrnoException {
        WriteWatch watch = WriteWatch.begin(Kernel.threadId(), word());
        watch.close();
        watch.close();
        assertThat(watch.untouched()).isFalse();
    }
}
