package dev.shmkit.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions made by C and by shmkit, compared as whole files. */
class LayoutTest {
    private static final int START_TIME_FIELD_AFTER_NAME = 19;

    @RegisterExtension
    final Peers peers = new Peers();

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 4032, 4096, 100_001})
    void shouldWriteTheBytesThatCWritesWhenInitialisedLockedWrittenAndUnlocked(int size) throws IOException {
        String key = peers.key();
        assertThat(peers.cSays("create", key, "" + size)).isEqualTo("created " + size);
        try (SharedMemory theirs = SharedMemory.attach(key, Duration.ZERO);
                SharedMemory ours = SharedMemory.create(peers.key(), size)) {
            assertThat(Files.size(ours.path())).isEqualTo(64L + size);
            assertSame(theirs, ours, 0);

            Child holder = peers.c("hold", key);
            long tid = holder.number("held");
            ScopedLock lock = ours.lock();
            assertSame(theirs, ours, 1);
            assertThat(RegionBytes.of(theirs).owner()).isEqualTo((int) tid);
            assertThat(RegionBytes.of(ours).owner())
                    .isEqualTo((int) ours.lockState().holder().orElseThrow().tid());

            holder.enter();
            holder.exitsWith(0);
            lock.close();
            assertSame(theirs, ours, 0);
            assertThat(RegionBytes.of(theirs).owner()).isZero();
            assertThat(RegionBytes.of(ours).owner()).isZero();

            theirs.unlink();
            ours.unlink();
        }
    }

    private static void assertSame(SharedMemory theirs, SharedMemory ours, int lock) {
        RegionBytes fromC = RegionBytes.of(theirs);
        RegionBytes fromJvm = RegionBytes.of(ours);
        assertThat(fromC.lock()).isEqualTo(lock);
        assertThat(fromJvm.anonymous()).isEqualTo(fromC.anonymous());
    }

    @Test
    void shouldPlaceValuesWhereCPlacesThem() {
        String key = peers.key();
        peers.cSays("create", key, "64");
        peers.cSays("put", key, "0", "" + Long.MIN_VALUE);
        peers.cSays("put", key, "56", "-2");
        peers.cSays("put", key, "33", "81985529216486895");
        try (SharedMemory theirs = SharedMemory.attach(key, Duration.ZERO);
                SharedMemory ours = SharedMemory.create(peers.key(), 64)) {
            ours.putLong(0, Long.MIN_VALUE).putLong(56, -2).putLong(33, 81985529216486895L);

            assertThat(RegionBytes.of(ours).anonymous())
                    .isEqualTo(RegionBytes.of(theirs).anonymous());

            theirs.unlink();
            ours.unlink();
        }
    }

    @Test
    void shouldSignOnlyTheRegionsItCreates() throws IOException {
        String key = peers.key();
        peers.cSays("create", key, "64");
        try (SharedMemory theirs = SharedMemory.attach(key, Duration.ZERO);
                SharedMemory ours = SharedMemory.create(peers.key(), 64)) {
            theirs.putLong(0, 1);
            theirs.lock().close();
            assertThat(RegionBytes.of(theirs).note()).containsOnly(0);
            assertThat(theirs.creatorPid()).isEqualTo(-1);

            ByteBuffer note = ByteBuffer.wrap(RegionBytes.of(ours).note()).order(ByteOrder.nativeOrder());
            assertThat(note.getInt()).isEqualTo(0x4B4D4853);
            assertThat(note.getInt()).isEqualTo((int) ProcessHandle.current().pid());
            assertThat(note.getLong()).isEqualTo(ownStartTicks());

            theirs.unlink();
            ours.unlink();
        }
    }

    private static long ownStartTicks() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"), US_ASCII);
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START_TIME_FIELD_AFTER_NAME]);
    }
}
