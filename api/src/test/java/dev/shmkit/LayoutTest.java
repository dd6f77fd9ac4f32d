package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that GEOPM, and every other program, relies on. This test must never need a change. */
@ExtendWith(LeavesNothingBehind.class)
class LayoutTest {
    private static final int KIND_OFFSET = 16;
    private static final int ERRORCHECK_PSHARED = 130;
    private static final int MAGIC_OFFSET = 48;
    private static final int PID_OFFSET = 52;
    private static final int START_OFFSET = 56;
    private static final int HEADER_BYTES = 64;

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 4032, 4096, 100_000})
    void shouldWriteAFreshRegionAsItAlwaysDid(long size) throws Exception {
        try (SharedMemory region = SharedMemory.create(Keys.unique("layout"), size)) {
            byte[] file = Files.readAllBytes(region.path());
            region.unlink();
            assertThat(file).hasSize((int) (HEADER_BYTES + size)).isEqualTo(fresh(size));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RegionOption.class,
            names = {"SECURE", "TEMPORARY"})
    void shouldWriteTheSameWithOptionsThatConcernTheNameOnly(RegionOption option) throws Exception {
        try (SharedMemory region = SharedMemory.create(Keys.unique("layout"), 64, option)) {
            byte[] file = Files.readAllBytes(region.path());
            region.unlink();
            assertThat(file).isEqualTo(fresh(64));
        }
    }

    @Test
    void shouldWriteNoHeaderIntoARawRegion() throws Exception {
        try (SharedMemory region = SharedMemory.create(Keys.unique("layout"), 100, RegionOption.RAW)) {
            assertThat(Files.readAllBytes(region.path())).isEqualTo(new byte[100]);
            region.putLong(0, 42);
            assertThat(ByteBuffer.wrap(Files.readAllBytes(region.path()))
                            .order(ByteOrder.nativeOrder())
                            .getLong(0))
                    .isEqualTo(42);
            assertThat(region.creatorPid()).isEqualTo(-1);
            region.unlink();
        }
    }

    @Test
    void shouldLeaveTheHeaderAsItWasAfterLockAndUnlock() throws Exception {
        try (SharedMemory region = SharedMemory.create(Keys.unique("layout"), 64)) {
            region.lock().close();
            byte[] file = Files.readAllBytes(region.path());
            region.unlink();
            assertThat(file).isEqualTo(fresh(64));
        }
    }

    @Test
    void shouldShowTheHolderInTheMutexWordsWhileTheLockIsHeld() throws Exception {
        try (SharedMemory region = SharedMemory.create(Keys.unique("layout"), 64)) {
            ScopedLock lock = region.lock();
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(region.path())).order(ByteOrder.nativeOrder());
            lock.close();
            region.unlink();
            String self = Files.readSymbolicLink(Path.of("/proc/thread-self")).toString();
            int tid = Integer.parseInt(self.substring(self.lastIndexOf('/') + 1));
            assertThat(file.getInt(0)).as("lock").isEqualTo(1);
            assertThat(file.getInt(4)).as("count").isZero();
            assertThat(file.getInt(8)).as("owner").isEqualTo(tid);
            assertThat(file.getInt(12)).as("nusers").isEqualTo(1);
            assertThat(file.getInt(KIND_OFFSET)).as("kind").isEqualTo(ERRORCHECK_PSHARED);
        }
    }

    @Test
    void shouldTakeARegionOfGeopmWhichHasNoNoteAndWriteNoneIntoIt() throws Exception {
        String key = Keys.unique("geopm");
        byte[] geopm = new byte[HEADER_BYTES + 64];
        ByteBuffer.wrap(geopm).order(ByteOrder.nativeOrder()).putInt(KIND_OFFSET, ERRORCHECK_PSHARED);
        Path path = Files.write(Keys.path(key), geopm);
        try (SharedMemory user = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(user.size()).isEqualTo(64);
            assertThat(user.creatorPid()).isEqualTo(-1);
            user.lock().close();
            assertThat(Files.readAllBytes(path)).isEqualTo(geopm);
            user.putByte(0, (byte) 7);
            geopm[HEADER_BYTES] = 7;
            assertThat(Files.readAllBytes(path)).isEqualTo(geopm);
            user.unlink();
        }
    }

    @Test
    void shouldNameItsCreator() {
        try (SharedMemory region = SharedMemory.create(Keys.unique("signed"), 64);
                SharedMemory user = SharedMemory.attach(region.key(), Duration.ZERO)) {
            assertThat(user.creatorPid()).isEqualTo(ProcessHandle.current().pid());
            region.unlink();
        }
    }

    private static byte[] fresh(long size) throws Exception {
        byte[] bytes = new byte[(int) (HEADER_BYTES + size)];
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        header.putInt(KIND_OFFSET, ERRORCHECK_PSHARED);
        header.put(MAGIC_OFFSET, "SHMK".getBytes(StandardCharsets.US_ASCII));
        header.putInt(PID_OFFSET, (int) ProcessHandle.current().pid());
        header.putLong(START_OFFSET, startTicks());
        return bytes;
    }

    /** Field 22 of /proc/self/stat; the name in field 2 ends at the last parenthesis. */
    private static long startTicks() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1);
        return Long.parseLong(afterName[22 - 3]);
    }

    @Test
    void shouldKeepTheDataWhenTheNoteIsBroken() throws Exception {
        String key = Keys.unique("broken");
        byte[] foreign = fresh(64);
        Arrays.fill(foreign, MAGIC_OFFSET, HEADER_BYTES, (byte) 0x77);
        Path path = Files.write(Keys.path(key), foreign);
        try (SharedMemory user = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(user.creatorPid()).isEqualTo(-1);
            assertThat(Files.readAllBytes(path)).isEqualTo(foreign);
            user.unlink();
        }
    }
}
