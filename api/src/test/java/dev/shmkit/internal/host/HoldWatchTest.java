package dev.shmkit.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockHolder;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.testing.DebugRegisters;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldWatchTest {
    private static final int MOST_DESCRIPTORS = 1000;

    private final String key = Keys.unique("hold-watch");
    private final FileBytes reader = new FileBytes();
    private final SharedMemory region = SharedMemory.create(key, 64);

    @BeforeEach
    void requirePermission() {
        DebugRegisters.assumePermitted();
    }

    @AfterEach
    void removeRegion() {
        region.unlink();
        region.close();
    }

    private HoldWatch begin() throws Exception {
        return begin(FileStatus.of(region.path().toString()).id()).orElseThrow();
    }

    private Optional<HoldWatch> begin(String fileId) {
        return begin("", fileId);
    }

    private Optional<HoldWatch> begin(String thread, String fileId) {
        LockHolder holder = new LockHolder(ProcessHandle.current().pid(), Kernel.threadId(), "", thread, 0);
        return HoldWatch.begin(holder, region.path(), fileId, reader, MOST_DESCRIPTORS);
    }

    @Test
    void shouldTellAKeptLockFromOneThatWasTakenAnew() throws Exception {
        ScopedLock first = region.lock();
        try (HoldWatch watch = begin()) {
            region.putLong(0, 1);
            assertThat(watch.kept(reader)).isTrue();
            first.close();
            try (ScopedLock second = region.lock()) {
                assertThat(second).isNotNull();
                assertThat(watch.kept(reader)).isFalse();
            }
        }
    }

    @Test
    void shouldNotTakeWhoWaitsForTheHolder() throws Exception {
        try (ScopedLock lock = region.lock();
                HoldWatch watch = begin()) {
            assertThat(lock).isNotNull();
            Threads.elsewhere(() -> assertThat(region.tryLock()).isEmpty());
            assertThat(watch.kept(reader)).isTrue();
        }
    }

    @Test
    void shouldNoticeALockThatIsTakenAnewThroughAnotherMapping() throws Exception {
        try (SharedMemory again = SharedMemory.attach(key, Duration.ofSeconds(1))) {
            ScopedLock first = region.lock();
            try (HoldWatch watch = begin()) {
                assertThat(watch.kept(reader)).isTrue();
                first.close();
                assertThat(watch.kept(reader)).isFalse();
            }
            try (HoldWatch watch = begin();
                    ScopedLock second = again.lock()) {
                assertThat(second).isNotNull();
                assertThat(watch.kept(reader)).isFalse();
            }
        }
    }

    @Test
    void shouldTellNothingOnceThereIsAMappingMore() throws Exception {
        try (ScopedLock lock = region.lock();
                HoldWatch watch = begin()) {
            assertThat(lock).isNotNull();
            SharedMemory again = SharedMemory.attach(key, Duration.ofSeconds(1));
            assertThat(watch.kept(reader)).isFalse();
            again.close();
            assertThat(watch.kept(reader)).isTrue();
        }
    }

    @Test
    void shouldWatchAllThreadsWhereOneSignsForVirtualThreads() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            assertThat(keptOnAllThreads(other, () -> region.putLong(0, 1))).isTrue();
            assertThat(keptOnAllThreads(other, () -> region.lock().close())).isFalse();
        } finally {
            other.shutdown();
        }
    }

    /** Whether a watch was kept while another thread did something, and no thread of this JVM began or ended, which ends a watch, too. */
    private boolean keptOnAllThreads(ExecutorService other, Runnable task) throws Exception {
        String fileId = FileStatus.of(region.path().toString()).id();
        other.submit(() -> {}).get();
        for (int tries = 0; tries < 100; tries++) {
            List<Long> before = ProcThread.ofProcess(ProcessHandle.current().pid());
            Optional<HoldWatch> begun = begin("shmkit-virtual", fileId);
            if (begun.isPresent()) {
                try (HoldWatch watch = begun.get()) {
                    assertThat(watch.descriptors()).isGreaterThan(1);
                    other.submit(task).get();
                    boolean kept = watch.kept(reader);
                    if (before.equals(
                            ProcThread.ofProcess(ProcessHandle.current().pid()))) {
                        return kept;
                    }
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("the JVM's threads change all the time");
    }

    @Test
    void shouldTakeNoMoreDescriptorsThanItMay() throws Exception {
        LockHolder holder = new LockHolder(ProcessHandle.current().pid(), Kernel.threadId(), "", "", 0);
        String fileId = FileStatus.of(region.path().toString()).id();
        assertThat(HoldWatch.begin(holder, region.path(), fileId, reader, 0)).isEmpty();
        try (HoldWatch watch =
                HoldWatch.begin(holder, region.path(), fileId, reader, 1).orElseThrow()) {
            assertThat(watch.descriptors()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotWatchAnotherFileOfThatName() {
        assertThat(begin("0:0:1")).isEmpty();
    }
}
