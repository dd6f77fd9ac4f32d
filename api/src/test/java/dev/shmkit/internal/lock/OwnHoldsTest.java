package dev.shmkit.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState.State;
import dev.shmkit.RecoveredLock;
import dev.shmkit.RegionOption;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeavesNothingBehind.class)
class OwnHoldsTest {
    private final String key = Keys.unique("own");

    private static OwnHolds.@Nullable Hold hold(SharedMemory region) throws Exception {
        return OwnHolds.now().get(FileStatus.of(region.path().toString()).id());
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPORARY", "ROBUST"})
    void shouldTellOneHoldFromTheNext(RegionOption option) throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64, option)) {
            assertThat(hold(region)).isNull();
            OwnHolds.Hold first;
            try (ScopedLock lock = region.lock()) {
                assertThat(lock).isNotNull();
                first = hold(region);
                assertThat(first).isNotNull().isEqualTo(hold(region));
            }
            assertThat(hold(region)).isNull();
            try (ScopedLock lock = region.lock()) {
                assertThat(lock).isNotNull();
                assertThat(hold(region)).isNotNull().isNotEqualTo(first);
            }
            if (option == RegionOption.ROBUST) {
                region.unlink();
            }
        }
    }

    @Test
    void shouldTellThroughWhichOpeningALockWasTaken() throws Exception {
        try (SharedMemory one = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
                SharedMemory two = SharedMemory.attach(key, Duration.ZERO)) {
            OwnHolds.Hold first;
            try (ScopedLock lock = one.lock()) {
                assertThat(lock).isNotNull();
                first = hold(two);
                assertThat(first).isNotNull();
            }
            try (ScopedLock lock = two.lock()) {
                assertThat(lock).isNotNull();
                assertThat(hold(one)).isNotNull().isNotEqualTo(first);
            }
        }
    }

    /** Its opening never hears of the recovery. */
    @Test
    void shouldNotTakeWhoEndedWithALockForTheHolderAfterARecovery() throws Exception {
        try (SharedMemory one = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
                SharedMemory two = SharedMemory.attach(key, Duration.ZERO)) {
            long dead = onAThread(() -> {
                one.lock();
                OwnHolds.@Nullable Hold hold = hold(one);
                return hold == null ? 0 : hold.tid();
            });
            assertThat(hold(two)).isNotNull().extracting(OwnHolds.Hold::tid).isEqualTo(dead);
            awaitAbandoned(two);
            try (RecoveredLock recovered = two.recover().orElseThrow()) {
                assertThat(recovered).isNotNull();
                assertThat(hold(two)).isNotNull().extracting(OwnHolds.Hold::tid).isNotEqualTo(dead);
            }
        }
    }

    @Test
    void shouldForgetAnOpeningThatWasClosed() throws Exception {
        SharedMemory region = SharedMemory.create(key, 64);
        onAThread(region::lock);
        assertThat(hold(region)).isNotNull();
        FileStatus file = FileStatus.of(region.path().toString());
        awaitAbandoned(region);
        region.recover().orElseThrow().close();
        region.unlink();
        region.close();
        assertThat(OwnHolds.now()).doesNotContainKey(file.id());
    }

    /** The kernel has a thread a little longer than Java has. */
    private static void awaitAbandoned(SharedMemory region) {
        Eventually.until("its thread has ended", () -> region.lockState().state() == State.ABANDONED);
    }

    private static <T> T onAThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
        return task.get();
    }
}
