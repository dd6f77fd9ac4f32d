package dev.shmkit.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockHolder;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.testing.DebugRegisters;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldWatchTest {
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
        return HoldWatch.begin(holder, region.path(), fileId, reader);
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
            other.submit(() -> region.putLong(0, 1)).get();
            try (HoldWatch watch = beginOnAllThreads()) {
                other.submit(() -> region.putLong(0, 2)).get();
                assertThat(watch.kept(reader)).isTrue();
                other.submit(() -> region.lock().close()).get();
                assertThat(watch.kept(reader)).isFalse();
            }
        } finally {
            other.shutdown();
        }
    }

    /** Threads of the JVM begin and end at any time, which ends a watch, too: begun again until none does for a while. */
    private HoldWatch beginOnAllThreads() throws Exception {
        String fileId = FileStatus.of(region.path().toString()).id();
        for (int tries = 0; tries < 100; tries++) {
            Optional<HoldWatch> watch = begin("shmkit-virtual", fileId);
            LockSupport.parkNanos(20_000_000);
            if (watch.isPresent() && watch.get().kept(reader)) {
                return watch.get();
            }
            watch.ifPresent(HoldWatch::close);
        }
        throw new AssertionError("the JVM's threads change all the time");
    }

    @Test
    void shouldNotWatchAnotherFileOfThatName() {
        assertThat(begin("0:0:1")).isEmpty();
    }
}
