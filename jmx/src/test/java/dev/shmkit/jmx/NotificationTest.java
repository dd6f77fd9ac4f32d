package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState.State;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.watch.HostEventType;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

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
    void shouldLookAtOnceWhenALongPeriodIsMadeShort() throws Exception {
        SERVER.removeNotificationListener(HOST, listener);
        Eventually.until("the watcher's thread ends", () -> watchers() == 0);
        set("WatchPeriodMillis", 3_600_000L);
        SERVER.addNotificationListener(HOST, listener, null, null);
        Eventually.until(
                "the watcher has looked and waits for an hour",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("shmkit-watcher")
                                && thread.getState() == Thread.State.TIMED_WAITING));
        set("WatchPeriodMillis", 10L);
        awaitLook();
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
        set("StallMillis", 200L);
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
            CompositeData over = await(HostEventType.OVER, key);
            assertThat(over.get("type")).isEqualTo("dev.shmkit.deadlock");
            assertThat((String[]) over.get("keys")).containsExactlyInAnyOrder(key, other);
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
