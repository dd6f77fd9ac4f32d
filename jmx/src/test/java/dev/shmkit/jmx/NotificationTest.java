package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState.State;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.watch.HostEventType;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.RunningChild;
import dev.shmkit.testing.VirtualThread;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest extends OnNotifications {
    @Test
    void shouldTellWhatThisJvmDoesWithItsRegions() {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            CompositeData opened = await(HostEventType.REGION_OPENED, key);
            assertThat(opened.get("key")).isEqualTo(key);
            assertThat(opened.get("path")).isEqualTo(region.path().toString());
            assertThat(opened.get("sizeBytes")).isEqualTo(64L);
            region.unlink();
            await(HostEventType.REGION_UNLINKED, key);
        }
        await(HostEventType.REGION_CLOSED, key);
    }

    @Test
    void shouldTellOnceThatARegionWasUnlinkedThroughABeanThatWasPublished() throws Exception {
        awaitLook();
        SharedMemory.create(key, 64).close();
        await(HostEventType.REGION_APPEARED, key);
        invoke("publish", key);
        SERVER.invoke(name, "unlink", new Object[0], new String[0]);
        CompositeData unlinked = await(HostEventType.REGION_UNLINKED, key);
        assertThat(unlinked.get("key")).isEqualTo(key);
        assertThat(unlinked.get("path")).isEqualTo(Keys.path(key).toString());
        assertThat(unlinked.get("sizeBytes")).isEqualTo(64L);
        assertThat(SERVER.isRegistered(name)).isFalse();
        await(HostEventType.REGION_VANISHED, key);
        assertThat(heard(HostEventType.REGION_UNLINKED, key)).hasSize(1);
    }

    @Test
    void shouldNotTellOfTheOpeningThatRecoversALockThroughABeanThatWasPublished() throws Exception {
        SharedMemory.create(key, 64).close();
        await(HostEventType.REGION_CLOSED, key);
        heard.clear();
        invoke("publish", key);
        assertThat(SERVER.invoke(name, "recoverLock", new Object[0], new String[0]))
                .asString()
                .contains("nothing done");
        assertThat(SERVER.getAttribute(name, "Role")).as("the bean stays").isEqualTo("NONE");
        SERVER.invoke(name, "unlink", new Object[0], new String[0]);
        await(HostEventType.REGION_UNLINKED, key);
        assertThat(heard(HostEventType.REGION_OPENED, key)).isEmpty();
        assertThat(heard(HostEventType.REGION_CLOSED, key)).isEmpty();
    }

    @Test
    void shouldTellThatARegionHasAppearedAndVanishedWhoeverMadeIt() {
        awaitLook();
        SharedMemory.create(key, 64).close();
        assertThat(await(HostEventType.REGION_APPEARED, key).get("key")).isEqualTo(key);
        SharedMemory.unlink(key);
        assertThat(await(HostEventType.REGION_VANISHED, key).get("key")).isEqualTo(key);
        assertThat(heard(HostEventType.REGION_APPEARED, key)).hasSize(1);
    }

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

    /** Nothing outside of its JVM shows that it has not given the lock back in between. */
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

    @Test
    void shouldTellThatDevShmIsNearlyFull() throws Exception {
        long onePercent = (Long) SERVER.getAttribute(HOST, "ShmCapacityBytes") / 100;
        set("NearlyFullPercent", 1);
        // There, also where other regions are in a directory of the user.
        try (SharedMemory region = SharedMemory.create("/dev/shm" + key, onePercent + 1024 * 1024)) {
            CompositeData full = await(HostEventType.SHM_NEARLY_FULL, "/dev/shm");
            assertThat((Integer) full.get("usedPercent")).isPositive();
            assertThat((Long) full.get("usedBytes")).isGreaterThan(onePercent);
            region.unlink();
        }
    }

    @Test
    void shouldNameThePartiesOfADeadlock() throws Exception {
        String other = Keys.unique("notified-too");
        try (SharedMemory one = SharedMemory.create(key, 64);
                SharedMemory two = SharedMemory.create(other, 64)) {
            Thread first = crossing(one, two, "first");
            Thread second = crossing(two, one, "second");
            CompositeData deadlock = await(HostEventType.DEADLOCK, key);
            assertThat((String[]) deadlock.get("keys")).containsExactlyInAnyOrder(key, other);
            assertThat(boxed(deadlock.get("pids")))
                    .containsOnly(ProcessHandle.current().pid());
            assertThat(deadlock.get("mayEnd")).isEqualTo(true);
            first.interrupt();
            first.join();
            second.join();
            one.unlink();
            two.unlink();
        }
    }

    private static Long[] boxed(Object numbers) {
        return Arrays.stream((long[]) numbers).boxed().toArray(Long[]::new);
    }

    /** Holds one lock and wants the other, until it is interrupted. */
    private static Thread crossing(SharedMemory held, SharedMemory wanted, String name) {
        Thread thread = new Thread(
                () -> {
                    try (ScopedLock lock = held.lock()) {
                        Eventually.until(
                                "both hold one", () -> wanted.lockState().state() == State.HELD);
                        wanted.lockInterruptibly().close();
                        assertThat(lock).isNotNull();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.start();
        return thread;
    }

    @Test
    void shouldNotCallARegionAnotherOneBecauseItsModeChanged() throws Exception {
        awaitLook();
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            await(HostEventType.REGION_APPEARED, key);
            Files.setPosixFilePermissions(region.path(), PosixFilePermissions.fromString("rw-------"));
            awaitLook();
            region.unlink();
        }
        await(HostEventType.REGION_VANISHED, key);
        assertThat(heard(HostEventType.REGION_APPEARED, key)).hasSize(1);
        assertThat(heard(HostEventType.REGION_VANISHED, key)).hasSize(1);
    }

    @Test
    void shouldWatchWithoutListenersOnlyWhenSwitchedOn() throws Exception {
        assertThat(watching()).isTrue();
        SERVER.removeNotificationListener(HOST, listener);
        assertThat(watching()).isFalse();
        SERVER.invoke(HOST, "startWatching", new Object[0], new String[0]);
        assertThat(watching()).isTrue();
        SERVER.invoke(HOST, "stopWatching", new Object[0], new String[0]);
        assertThat(watching()).isFalse();
    }
}
