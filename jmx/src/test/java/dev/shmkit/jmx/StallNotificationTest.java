package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.watch.HostEventType;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.DebugRegisters;
import dev.shmkit.testing.RunningChild;
import dev.shmkit.testing.VirtualThread;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which locks are told as stalled, and which only look as if they were. */
class StallNotificationTest extends OnNotifications {
    @Test
    void shouldTellOnceThatALockIsStalledAndOnceThatItIsAbandoned() throws Exception {
        set("StallMillis", 100L);
        try (SharedMemory region = SharedMemory.create(key, 64);
                RunningChild child = ChildJvm.of(Holder.class).args(key).start()) {
            child.awaitLine("held");
            CompositeData stalled = await(HostEventType.LOCK_STALLED, key);
            assertThat(stalled.get("pid")).isEqualTo(child.pid());
            assertThat(stalled.get("process")).isEqualTo("java");
            assertThat((Long) stalled.get("heldMillis")).isGreaterThanOrEqualTo(100);
            child.kill();
            CompositeData abandoned = await(HostEventType.LOCK_ABANDONED, key);
            assertThat(abandoned.get("tid")).isEqualTo(stalled.get("tid"));
            assertThat(abandoned.get("pid")).as("as it was when it lived").isEqualTo(child.pid());
            assertThat(abandoned.get("process")).isEqualTo("java");
            assertThat(abandoned.get("waiters")).isEqualTo(0);
            awaitLook();
            assertThat(heard(HostEventType.LOCK_STALLED, key)).hasSize(1);
            assertThat(heard(HostEventType.LOCK_ABANDONED, key)).hasSize(1);
            assertThat(heard(HostEventType.OVER, key)).as("an end of the stall").isEmpty();
            region.unlink();
            assertThat(await(HostEventType.OVER, key).get("type")).isEqualTo("dev.shmkit.lock.abandoned");
        }
    }

    @Test
    void shouldTellOnceThatAStallIsOverWhenTheHolderGivesTheLockBack() throws Exception {
        set("StallMillis", 200L);
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            try (ScopedLock lock = region.lock()) {
                await(HostEventType.LOCK_STALLED, key);
                assertThat(heard(HostEventType.OVER, key)).isEmpty();
                assertThat(lock).isNotNull();
            }
            CompositeData over = await(HostEventType.OVER, key);
            assertThat(over.get("type")).isEqualTo("dev.shmkit.lock.stalled");
            assertThat(over.get("pid")).isEqualTo(ProcessHandle.current().pid());
            assertThat((Long) over.get("heldMillis")).isGreaterThanOrEqualTo(200);
            awaitLook();
            assertThat(heard(HostEventType.OVER, key)).hasSize(1);
            region.unlink();
        }
    }

    /** Longer than a thread of shmkit sleeps at a time: it looks at the lock in between. */
    @ParameterizedTest
    @ValueSource(strings = {"lock", "lockInterruptibly"})
    void shouldTellThatALockIsStalledWhoseHolderComputesWhileAnotherProcessWaits(String way) throws Exception {
        set("StallMillis", 3_000L);
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            CompositeData stalled;
            long holderPid;
            try (RunningChild holder =
                    ChildJvm.of(Holder.class).args(key, "lock", "compute").start()) {
                holderPid = holder.pid();
                holder.awaitLine("held");
                try (RunningChild waiter =
                        ChildJvm.of(Holder.class).args(key, way).start()) {
                    stalled = await(HostEventType.LOCK_STALLED, key);
                    assertThat(waiter.alive()).isTrue();
                }
            }
            assertThat(stalled.get("pid")).isEqualTo(holderPid);
            assertThat((Long) stalled.get("heldMillis")).isGreaterThanOrEqualTo(3_000);
            region.unlink();
        }
    }

    @Test
    void shouldTellThatALockIsStalledWhoseHolderComputesInAnotherProcessAndNobodyWaits() throws Exception {
        shouldTellOfAHolderThatComputes("lock", "compute");
    }

    @Test
    void shouldTellThatALockIsStalledWhoseHolderIsAnotherJvmsVirtualThreadAndNobodyWaits() throws Exception {
        VirtualThread.assumeSupported();
        shouldTellOfAHolderThatComputes("lock", "compute", "virtual");
    }

    private void shouldTellOfAHolderThatComputes(String... how) throws Exception {
        DebugRegisters.assumePermitted();
        set("StallMillis", 1_000L);
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            CompositeData stalled;
            long holderPid;
            try (RunningChild holder =
                    ChildJvm.of(Holder.class).args(key).args(how).start()) {
                holderPid = holder.pid();
                holder.awaitLine("held");
                stalled = await(HostEventType.LOCK_STALLED, key);
            }
            assertThat(stalled.get("pid")).isEqualTo(holderPid);
            assertThat((Long) stalled.get("heldMillis")).isGreaterThanOrEqualTo(1_000);
            assertThat(stalled.get("waiters")).isEqualTo(0);
            region.unlink();
        }
    }

    /** It holds the lock at nearly every look. */
    @Test
    void shouldNotCallALockStalledThatAnotherProcessGivesBackAndTakesAgain() throws Exception {
        shouldNotTellOfWhoGivesBackAndTakesAgain();
    }

    @Test
    void shouldNotCallALockStalledThatAnotherJvmsVirtualThreadGivesBackAndTakesAgain() throws Exception {
        VirtualThread.assumeSupported();
        shouldNotTellOfWhoGivesBackAndTakesAgain("virtual");
    }

    private void shouldNotTellOfWhoGivesBackAndTakesAgain(String... how) throws Exception {
        set("StallMillis", 2_000L);
        try (SharedMemory region = SharedMemory.create(key, 64);
                RunningChild taker =
                        ChildJvm.of(Taker.class).args(key).args(how).start()) {
            taker.awaitLine("taking");
            heard.clear();
            long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(heard(HostEventType.LOCK_STALLED, key)).isEmpty();
            region.unlink();
        }
    }

    /** Where debug registers may not be used, nothing outside of its JVM shows that it has not given the lock back in between. */
    @Test
    void shouldTellThatALockOfThisJvmIsStalledWhoseHolderComputesAndNobodyWaits() throws Exception {
        set("StallMillis", 300L);
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            CompositeData stalled;
            AtomicBoolean told = new AtomicBoolean();
            Thread holder = new Thread(() -> computeWithLock(region, told), "computing");
            holder.start();
            try {
                stalled = await(HostEventType.LOCK_STALLED, key);
            } finally {
                told.set(true);
                holder.join();
            }
            assertThat(stalled.get("pid")).isEqualTo(ProcessHandle.current().pid());
            assertThat((Long) stalled.get("heldMillis")).isGreaterThanOrEqualTo(300);
            region.unlink();
        }
    }

    private static void computeWithLock(SharedMemory region, AtomicBoolean told) {
        try (ScopedLock lock = region.lock()) {
            while (!told.get()) {
                Thread.onSpinWait();
            }
            assertThat(lock).isNotNull();
        }
    }

    /** Two processes that wait for each other's turn, and are woken for it. */
    @Test
    void shouldNotCallALockStalledThatIsPassedOnAndTakenAgain() throws Exception {
        set("StallMillis", 1_500L);
        try (SharedMemory region = SharedMemory.create(key, 64);
                RunningChild one = ChildJvm.of(Taker.class).args(key).start();
                RunningChild two = ChildJvm.of(Taker.class).args(key).start()) {
            one.awaitLine("taking");
            two.awaitLine("taking");
            heard.clear();
            long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(heard(HostEventType.LOCK_STALLED, key)).isEmpty();
            region.unlink();
        }
    }

    /** But when this thread gets no processor for so long with the lock held, that is a stall. */
    @Test
    void shouldNotCallALockStalledThatIsGivenBackAndTakenAgain() throws Exception {
        set("StallMillis", 100L);
        int interruptions = 0;
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                try (ScopedLock lock = region.lock()) {
                    assertThat(lock).isNotNull();
                    LockSupport.parkNanos(1_000_000);
                }
                if (System.nanoTime() - now > Duration.ofMillis(50).toNanos()) {
                    interruptions++;
                }
            }
            awaitLook();
            region.unlink();
        }
        assertThat(heard(HostEventType.LOCK_STALLED, key)).hasSizeLessThanOrEqualTo(interruptions);
    }

    /** One kernel thread signs for all of them, and always sleeps. */
    @Test
    void shouldTellAVirtualThreadThatKeepsALockFromManyThatPassItOn() throws Exception {
        VirtualThread.assumeSupported();
        set("StallMillis", 1_000L);
        AtomicBoolean passed = new AtomicBoolean();
        AtomicBoolean told = new AtomicBoolean();
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            Thread one = VirtualThread.start(() -> passOn(region, passed));
            Thread two = VirtualThread.start(() -> passOn(region, passed));
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(heard(HostEventType.LOCK_STALLED, key)).isEmpty();
            passed.set(true);
            one.join();
            two.join();
            Thread holder = VirtualThread.start(() -> computeWithLock(region, told));
            try {
                assertThat((Long) await(HostEventType.LOCK_STALLED, key).get("heldMillis"))
                        .isGreaterThanOrEqualTo(1_000);
            } finally {
                told.set(true);
                holder.join();
            }
            region.unlink();
        }
    }

    private static void passOn(SharedMemory region, AtomicBoolean ended) {
        while (!ended.get()) {
            try (ScopedLock lock = region.lock()) {
                assertThat(lock).isNotNull();
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
