package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.watch.HostWatcher;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.RunningChild;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

class HostBeanTest extends OnHostBean {
    private static final Set<String> CHANGING = Set.of("publish", "withdraw", "startWatching", "stopWatching");

    private CompositeData row() throws JMException {
        return row(key);
    }

    private static CompositeData row(String key) throws JMException {
        CompositeData[] rows = (CompositeData[]) SERVER.invoke(HOST, "listRegions", new Object[0], new String[0]);
        return Stream.of(rows)
                .filter(row -> key.equals(row.get("key")))
                .findFirst()
                .orElseThrow();
    }

    private static CompositeData[] list(CompositeData row, String column) {
        return (CompositeData[]) row.get(column);
    }

    @Test
    void shouldKeepTheRowOfARegionThatIsAsItWasAndMakeAnewThatOfOneThatChanged() throws Exception {
        String other = key + "-other";
        try (SharedMemory changed = SharedMemory.create(key, 64);
                SharedMemory same = SharedMemory.create(other, 64)) {
            CompositeData before = row(other);
            assertThat(row().get("lockState")).isEqualTo("FREE");
            try (ScopedLock lock = changed.lock()) {
                assertThat(lock).isNotNull();
                assertThat(row().get("lockState")).isEqualTo("HELD");
            }
            assertThat(row().get("lockState")).isEqualTo("FREE");
            assertThat(row(other)).isSameAs(before);
            changed.unlink();
            same.unlink();
        }
    }

    @Test
    void shouldShowTheProcessesAndThreadsBehindARegion() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                RunningChild child = ChildJvm.of(Holder.class).args(key).start()) {
            child.awaitLine("held");
            Thread waiter = new Thread(() -> region.lock().close(), "the-waiter");
            waiter.start();
            Eventually.until("the waiter is seen", () -> waiters() == 1);
            CompositeData row = row();
            assertThat(row.get("creator")).isEqualTo("ALIVE");
            assertThat(row.get("usage")).isEqualTo("MAPPED");
            assertThat((Long) row.get("residentBytes")).isEqualTo(4096);
            assertThat((Long) row.get("createdMillis"))
                    .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(60_000L));
            assertThat(((CompositeData) row.get("lockHolder")).get("pid")).isEqualTo(child.pid());
            assertThat(list(row, "mappers"))
                    .extracting(mapper -> mapper.get("pid"))
                    .containsExactlyInAnyOrder(ProcessHandle.current().pid(), child.pid());
            assertThat(list(row, "waiters")).singleElement().satisfies(seen -> {
                assertThat(seen.get("pid")).isEqualTo(ProcessHandle.current().pid());
                assertThat(seen.get("thread")).isEqualTo("the-waiter");
                assertThat(seen.get("certain")).isEqualTo(true);
            });
            assertThat(SERVER.getAttribute(name, "Waiters")).isEqualTo(list(row, "waiters"));
            assertThat(SERVER.getAttribute(name, "Mappers")).isEqualTo(list(row, "mappers"));
            assertThat(invoke("showRegion", key)).as("JMX's own conversion").isEqualTo(row);
            assertThat(JMX.newMXBeanProxy(SERVER, HOST, HostMXBean.class).listRegions())
                    .filteredOn(shown -> shown.getKey().equals(key))
                    .singleElement()
                    .satisfies(shown -> assertThat(shown.getMappers()).hasSize(2));
            assertThat((Integer) SERVER.getAttribute(HOST, "WaiterCount")).isPositive();
            assertThat((Integer) SERVER.getAttribute(HOST, "HeldLockCount")).isPositive();
            child.tell("");
            child.awaitExit().requireSuccess();
            waiter.join();
            region.unlink();
            assertThat((CompositeData[]) SERVER.getAttribute(name, "Mappers"))
                    .as("of a region whose name is gone")
                    .hasSize(1);
        }
    }

    private int waiters() {
        try {
            return list(row(), "waiters").length;
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldAnswerWhileTheHolderIsStoppedAndAfterItVanished() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                RunningChild child = ChildJvm.of(Holder.class).args(key).start()) {
            child.awaitLine("held");
            signal("STOP", child.pid());
            Eventually.until("it is stopped", () -> stopped(child.pid()));
            long started = System.nanoTime();
            MBeanInfo info = SERVER.getMBeanInfo(name);
            String[] names =
                    Stream.of(info.getAttributes()).map(a -> a.getName()).toArray(String[]::new);
            assertThat(SERVER.getAttributes(name, names)).hasSameSizeAs(names);
            String[] hostNames = Stream.of(SERVER.getMBeanInfo(HOST).getAttributes())
                    .map(a -> a.getName())
                    .toArray(String[]::new);
            assertThat(SERVER.getAttributes(HOST, hostNames)).hasSameSizeAs(hostNames);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            assertThat(row().get("lockState")).isEqualTo("HELD");
            child.kill();
            assertThat(row().get("lockState")).isEqualTo("ABANDONED");
            assertThat(((CompositeData) invoke("showRegion", key)).get("lockState"))
                    .isEqualTo("ABANDONED");
            assertThat(SERVER.getAttribute(name, "LockState")).isEqualTo("ABANDONED");
            HostWatcher watcher = new HostWatcher(HOST);
            assertThat((Integer) new HostBean(watcher, new PublishedRegions(watcher)).getAbandonedLockCount())
                    .isPositive();
            region.unlink();
        }
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private boolean stopped(long pid) {
        try {
            return Stream.of(list(row(), "mappers"))
                    .anyMatch(mapper -> mapper.get("pid").equals(pid)
                            && mapper.get("stopped").equals(true));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** Such a lock is judged by looking again and again, until nobody can be about to sign it. */
    @Test
    void shouldCountAndMeasureRegionsWithoutJudgingTheirLocks() throws Exception {
        SharedMemory.create(key, 64).close();
        invoke("publish", key);
        CountDownLatch runs = new CountDownLatch(1);
        Thread signer = new Thread(() -> {
            runs.countDown();
            // Runs all the time in a process that maps the region, and so could be about to sign.
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        });
        try (FileChannel file = FileChannel.open(Keys.path(key), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Not through shmkit, whose opening would have a bean of its own.
            MappedByteBuffer words = file.map(FileChannel.MapMode.READ_WRITE, 0, 64);
            words.order(ByteOrder.nativeOrder()).putInt(0, 1).putInt(8, 0);
            signer.start();
            runs.await();
            long judging = nanos(
                    () -> assertThat(SERVER.getAttribute(name, "LockState")).isEqualTo("HELD"));
            long others = nanos(() -> {
                SERVER.getAttribute(HOST, "RegionCount");
                SERVER.getAttribute(name, "SizeBytes");
                SERVER.getAttribute(name, "Mode");
            });
            assertThat(others).isLessThan(judging);
        } finally {
            signer.interrupt();
            signer.join();
        }
        invoke("withdraw", key);
        SharedMemory.unlink(key);
    }

    private interface Question {
        void ask() throws JMException;
    }

    private static long nanos(Question question) throws JMException {
        long started = System.nanoTime();
        question.ask();
        return System.nanoTime() - started;
    }

    @Test
    void shouldDescribeItselfAsJConsoleShowsIt() throws Exception {
        MBeanInfo info = SERVER.getMBeanInfo(HOST);
        assertThat(info.getDescription()).startsWith("All shared memory regions");
        assertThat(info.getAttributes())
                .allSatisfy(attribute -> assertThat(attribute.getDescription()).isNotEqualTo(attribute.getName()));
        assertThat(info.getAttributes())
                .extracting("name")
                .contains("RegionCount", "ShmCapacityBytes", "StallMillis")
                .contains("HiddenProcessCount", "HiddenThreadCount", "HiddenDirectoryCount");
        for (MBeanOperationInfo operation : info.getOperations()) {
            boolean changes = CHANGING.contains(operation.getName());
            assertThat(operation.getImpact())
                    .as(operation.getName())
                    .isEqualTo(changes ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO);
            assertThat(operation.getSignature())
                    .allSatisfy(parameter -> assertThat(parameter.getName()).isEqualTo("key"));
        }
        assertThat(List.of(info.getNotifications()))
                .extracting(notification -> notification.getNotifTypes()[0])
                .contains("dev.shmkit.lock.stalled", "dev.shmkit.deadlock", "dev.shmkit.region.appeared");
    }

    @Test
    void shouldTellHowFullDevShmIs() throws Exception {
        long capacity = (Long) SERVER.getAttribute(HOST, "ShmCapacityBytes");
        assertThat((Long) SERVER.getAttribute(HOST, "ShmUsedBytes")).isBetween(0L, capacity);
        assertThat((Integer) SERVER.getAttribute(HOST, "ShmUsedPercent")).isBetween(0, 100);
        assertThat((Integer) SERVER.getAttribute(HOST, "ShmUsedFilesPercent")).isBetween(0, 100);
    }

    @Test
    void shouldFindNoDeadlockWhereThereIsNone() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            CompositeData[] found =
                    (CompositeData[]) SERVER.invoke(HOST, "findDeadlocks", new Object[0], new String[0]);
            assertThat(found)
                    .noneSatisfy(deadlock -> assertThat(deadlock.toString()).contains(key));
            region.unlink();
        }
    }

    @Test
    void shouldRefuseThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> SERVER.setAttribute(HOST, new Attribute("WatchPeriodMillis", 0L)))
                .hasRootCauseMessage("the watch period in milliseconds can be 10 to 2147483647, not 0");
        assertThatThrownBy(() -> SERVER.setAttribute(HOST, new Attribute("NearlyFullPercent", 101)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SERVER.setAttribute(HOST, new Attribute("StallMillis", -1L)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
}
