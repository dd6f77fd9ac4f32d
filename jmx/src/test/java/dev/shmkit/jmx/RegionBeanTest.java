package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.describe.DescribedMBean;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class RegionBeanTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final String key = Keys.unique("bean");
    private final ObjectName name = ObjectNames.region(key);

    private Object get(String attribute) throws Exception {
        return SERVER.getAttribute(name, attribute);
    }

    @Test
    void shouldShowARegionAsLongAsItIsOpen() throws Exception {
        try (SharedMemory region = SharedMemory.createSecure(key, 4096)) {
            assertThat(SERVER.isRegistered(name)).isTrue();
            assertThat(get("Key")).isEqualTo(key);
            assertThat(get("Path")).isEqualTo(region.path().toString());
            assertThat(get("SizeBytes")).isEqualTo(4096L);
            assertThat(get("Role")).isEqualTo("OWNER");
            assertThat(get("Secure")).isEqualTo(true);
            assertThat(get("Mode")).isEqualTo("rw-------");
            assertThat(get("Owner")).isEqualTo(region.attributes().owner());
            assertThat(get("OwnerUid")).isEqualTo(region.attributes().uid());
            assertThat(get("OwnerGid")).isEqualTo(region.attributes().gid());
            assertThat(get("CreatorPid")).isEqualTo(ProcessHandle.current().pid());
            region.unlink();
        }
        assertThat(SERVER.isRegistered(name)).isFalse();
    }

    @Test
    void shouldNotBeMistakenWhileAnotherOpeningCloses() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (SharedMemory region = SharedMemory.create(key, 64);
                ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            FutureTask<Void> comingAndGoing = new FutureTask<>(() -> {
                while (!enough.get()) {
                    SharedMemory.attach(key, Duration.ZERO).close();
                }
                return null;
            });
            new Thread(comingAndGoing, "coming and going").start();
            try {
                for (int i = 0; i < 2000; i++) {
                    assertThat(get("LockState")).isEqualTo("HELD");
                    assertThat(((CompositeData) get("LockHolder")).get("thread"))
                            .isEqualTo(Thread.currentThread().getName());
                    assertThat(get("CreatorPid"))
                            .isEqualTo(ProcessHandle.current().pid());
                    assertThat(get("Mode")).isEqualTo("rw-rw-rw-");
                    assertThat(SERVER.invoke(name, "readLong", new Object[] {0L}, new String[] {"long"}))
                            .isEqualTo(0L);
                }
            } finally {
                enough.set(true);
            }
            comingAndGoing.get(60, TimeUnit.SECONDS);
            region.unlink();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 64})
    void shouldSayThatTheFileWasTruncatedBeforeItReads(long lengthBytes) throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            try (FileChannel file = FileChannel.open(region.path(), StandardOpenOption.WRITE)) {
                file.truncate(lengthBytes);
            }
            assertThatThrownBy(() -> SERVER.invoke(name, "readLong", new Object[] {0L}, new String[] {"long"}))
                    .hasStackTraceContaining("truncated");
            assertThatThrownBy(() -> SERVER.invoke(name, "hexdump", new Object[] {0L, 8}, new String[] {"long", "int"}))
                    .hasStackTraceContaining("truncated");
            region.unlink();
        }
    }

    @Test
    void shouldBeOneBeanForARegionThatIsOpenTwice() throws Exception {
        SharedMemory owner = SharedMemory.create(key, 64);
        SharedMemory user = SharedMemory.attach(key, Duration.ZERO);
        owner.lock().close();
        user.lock().close();
        assertThat(get("Role")).isEqualTo("OWNER");
        assertThat(get("AcquisitionCount")).isEqualTo(2L);
        owner.unlink();
        owner.close();
        assertThat(SERVER.isRegistered(name)).isTrue();
        assertThat(get("Role")).isEqualTo("USER");
        assertThat(get("AcquisitionCount")).isEqualTo(2L);
        assertThat(get("LockState")).isEqualTo("FREE");
        user.close();
        assertThat(SERVER.isRegistered(name)).isFalse();
    }

    @Test
    void shouldSpeakOfTheNewestFileThroughoutWhereTwoHadTheSameName() throws Exception {
        try (SharedMemory first = SharedMemory.create(key, 64)) {
            first.unlink();
            try (SharedMemory second = SharedMemory.create(key, 64)) {
                ScopedLock held = second.lock();
                Thread waiter = new Thread(() -> second.lock().close(), "waiter-of-the-second");
                waiter.start();
                Eventually.until("the wait for the second file's lock is seen", () -> waiters() == 1);
                assertThat(get("LockState")).isEqualTo("HELD");
                held.close();
                waiter.join();
                second.unlink();
            }
            assertThat(get("LockState")).isEqualTo("FREE");
            assertThat((CompositeData[]) get("Mappers")).hasSize(1);
        }
    }

    private int waiters() {
        try {
            return ((CompositeData[]) get("Waiters")).length;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldGoWhenNobodyCanReachTheRegion() {
        forget();
        Eventually.until("the bean of the forgotten region is gone", () -> {
            System.gc();
            return !SERVER.isRegistered(name);
        });
    }

    private void forget() {
        SharedMemory region = SharedMemory.create(key, 64);
        region.unlink();
        assertThat(SERVER.isRegistered(name)).isTrue();
    }

    @Test
    void shouldReadDataAndUnlinkThroughOperations() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            region.putLong(8, 42).putString(16, "hello");
            assertThat(invoke("readLong", 8L)).isEqualTo(42L);
            assertThat((String) SERVER.invoke(name, "hexdump", new Object[] {16L, 16}, new String[] {"long", "int"}))
                    .isEqualTo("00000010  68 65 6c 6c 6f 00 00 00  00 00 00 00 00 00 00 00  |hello...........|");
            assertThatThrownBy(() -> invoke("readLong", 60L)).hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
            SERVER.invoke(name, "unlink", new Object[0], new String[0]);
            assertThat(region.path()).doesNotExist();
        }
    }

    /** JConsole's tab asks for 256 bytes of every region. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldShowFewerBytesWhereTheRegionEnds(boolean open) throws Exception {
        SharedMemory region = SharedMemory.create(key, 40);
        if (!open) {
            region.close();
            SERVER.invoke(ObjectNames.host(), "publish", new Object[] {key}, new String[] {"java.lang.String"});
        }
        assertThat(hexdump(32, 256))
                .isEqualTo("00000020  00 00 00 00 00 00 00 00                           |........|");
        assertThat(hexdump(0, 65536).lines()).hasSize(3);
        for (long outside : new long[] {40, -1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> hexdump(outside, 256)).hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
        }
        SERVER.invoke(name, "unlink", new Object[0], new String[0]);
        region.close();
    }

    private String hexdump(long offset, int length) throws Exception {
        return (String) SERVER.invoke(name, "hexdump", new Object[] {offset, length}, new String[] {"long", "int"});
    }

    private Object invoke(String operation, long argument) throws Exception {
        return SERVER.invoke(name, operation, new Object[] {argument}, new String[] {"long"});
    }

    @Test
    void shouldDescribeItselfAsJConsoleShowsIt() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            region.unlink();
            MBeanInfo info = SERVER.getMBeanInfo(name);
            assertThat(info.getDescription()).isEqualTo("A shared memory region that this JVM has open");
            assertThat(info.getAttributes()).allSatisfy(attribute -> {
                assertThat(attribute.getDescription()).isNotEqualTo(attribute.getName());
                assertThat(attribute.isWritable()).isFalse();
            });
            assertThat(info.getAttributes())
                    .extracting("name")
                    .contains("Key", "SizeBytes", "Owner", "LockHolder", "LockState");
            for (MBeanOperationInfo operation : info.getOperations()) {
                boolean changes = Set.of("unlink", "recoverLock").contains(operation.getName());
                assertThat(operation.getImpact())
                        .as(operation.getName())
                        .isEqualTo(changes ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO);
                assertThat(operation.getSignature()).allSatisfy(parameter -> {
                    assertThat(parameter.getName()).doesNotMatch("p\\d");
                    assertThat(parameter.getDescription()).isNotBlank();
                });
            }
        }
    }

    @Test
    void shouldQuoteKeysThatObjectNamesCouldNotHold() throws Exception {
        String awkward = key + "-\"a,b=c*?\\ü";
        try (SharedMemory region = SharedMemory.create(awkward, 64)) {
            ObjectName quoted = ObjectNames.region(awkward);
            assertThat(SERVER.getAttribute(quoted, "Key")).isEqualTo(awkward);
            assertThat(ObjectName.unquote(quoted.getKeyProperty("name"))).isEqualTo(awkward);
            region.unlink();
        }
    }

    @Test
    void shouldLeaveTheRegionAloneWhenItsNameIsTaken() throws Exception {
        SERVER.registerMBean(new DescribedMBean(new TimesOnly(), TimesMXBean.class), name);
        try {
            try (SharedMemory region = SharedMemory.create(key, 64)) {
                region.putLong(0, 1);
                region.unlink();
            }
            assertThat(SERVER.getAttribute(name, "Times")).isEqualTo(1L);
        } finally {
            SERVER.unregisterMBean(name);
        }
    }

    /** Some other bean. */
    public interface TimesMXBean {
        long getTimes();
    }

    private static final class TimesOnly implements TimesMXBean {
        @Override
        public long getTimes() {
            return 1;
        }
    }

    @Test
    void shouldFailInWordsThatAClientWithoutShmkitCanRead() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            region.unlink();
            assertThatThrownBy(() -> SERVER.invoke(name, "unlink", new Object[0], new String[0]))
                    .isInstanceOf(RuntimeMBeanException.class)
                    .hasMessageContaining(key)
                    .cause()
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot unlink region")
                    .hasNoCause();
        }
    }

    @Test
    void shouldListEveryRegionOfTheMachineInOneCall() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            CompositeData[] rows =
                    (CompositeData[]) SERVER.invoke(ObjectNames.host(), "listRegions", new Object[0], new String[0]);
            assertThat(rows)
                    .filteredOn(row -> key.equals(row.get("key")))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.get("sizeBytes")).isEqualTo(64L);
                        assertThat(row.get("lockState")).isEqualTo("HELD");
                        assertThat(((CompositeData) row.get("lockHolder")).get("pid"))
                                .isEqualTo(ProcessHandle.current().pid());
                    });
            assertThat((Integer) SERVER.getAttribute(ObjectNames.host(), "RegionCount"))
                    .isPositive();
            region.unlink();
        }
    }
}
