package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a region's bean says of its lock. */
@ExtendWith(LeavesNothingBehind.class)
class RegionBeanLockTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final String key = Keys.unique("bean");
    private final ObjectName name = ObjectNames.region(key);

    private Object get(String attribute) throws Exception {
        return SERVER.getAttribute(name, attribute);
    }

    @Test
    void shouldShowWhoHoldsTheLock() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            assertThat(get("LockState")).isEqualTo("FREE");
            assertThat(get("LockHolder")).isNull();
            try (ScopedLock lock = region.lock()) {
                assertThat(lock).isNotNull();
                assertThat(get("LockState")).isEqualTo("HELD");
                CompositeData holder = (CompositeData) get("LockHolder");
                assertThat(holder.get("pid")).isEqualTo(ProcessHandle.current().pid());
                assertThat(holder.get("thread"))
                        .isEqualTo(Thread.currentThread().getName());
                assertThat(holder.get("process")).isEqualTo("java");
                assertThat((Long) holder.get("tid")).isPositive();
                assertThat(holder.get("uid")).isEqualTo(region.attributes().uid());
                assertThat(holder.get("stopped")).isEqualTo(false);
            }
            assertThat(get("AcquisitionCount")).isEqualTo(1L);
            assertThat(get("ContentionCount")).isEqualTo(0L);
            region.unlink();
        }
    }

    @Test
    void shouldCountAndTimeTheWaitsForTheLock() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            assertThat(((CompositeData) get("WaitTimes")).get("count")).isEqualTo(0L);
            ScopedLock held = region.lock();
            Thread waiter = new Thread(() -> region.lock().close(), "waiter");
            waiter.start();
            try (SharedMemory words = SharedMemory.attachRaw(key)) {
                Eventually.until("somebody waits for the lock", () -> words.getIntVolatile(0) == 2);
            }
            held.close();
            waiter.join();
            CompositeData waits = (CompositeData) get("WaitTimes");
            assertThat(waits.get("count")).isEqualTo(1L);
            assertThat((Long) waits.get("maxNanos")).isPositive();
            assertThat(waits.get("totalNanos")).isEqualTo(region.lockCounters().totalWaitNanos());
            assertThat(((CompositeData) get("HoldTimes")).get("count")).isEqualTo(1L);
            assertThat(get("ContentionCount")).isEqualTo(1L);
            assertThat(region.lockCounters().maxWaitNanos()).isPositive();
            region.unlink();
        }
    }

    @Test
    void shouldCountTheWaitsThatEndedWithoutTheLockApart() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            SharedMemory other = SharedMemory.attach(key, Duration.ZERO);
            FutureTask<Boolean> waiting =
                    new FutureTask<>(() -> other.tryLock(Duration.ofMillis(20)).isPresent());
            try (ScopedLock held = region.lock()) {
                assertThat(held).isNotNull();
                new Thread(waiting, "waiter").start();
                assertThat(waiting.get(1, TimeUnit.MINUTES)).isFalse();
            }
            assertThat(get("TimeoutCount")).isEqualTo(1L);
            assertThat(get("ContentionCount")).isEqualTo(0L);
            other.close();
            assertThat(get("TimeoutCount")).as("after the opening that waited").isEqualTo(1L);
            region.unlink();
        }
    }

    @Test
    void shouldRecoverALockOnlyWhenItsHolderIsGone() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                SharedMemory words = SharedMemory.attachRaw(key)) {
            assertThat((String) SERVER.invoke(name, "recoverLock", new Object[0], new String[0]))
                    .contains("nothing done", "FREE");
            // What a holder that was killed leaves behind: a tid that no thread has.
            words.putInt(0, 1).putInt(8, Integer.MAX_VALUE - 1).putInt(12, 1);
            assertThat(get("LockState")).isEqualTo("ABANDONED");
            assertThat((String) SERVER.invoke(name, "recoverLock", new Object[0], new String[0]))
                    .contains("recovered", "ABANDONED", Integer.toString(Integer.MAX_VALUE - 1));
            assertThat(get("LockState")).isEqualTo("FREE");
            region.lock().close();
            region.unlink();
        }
    }
}
