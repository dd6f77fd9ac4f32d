package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.LockTracker;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.testing.DebugRegisters;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C processes that compute with the lock while nobody waits for it. */
class StalledPeerTest {
    private static final Duration STALL = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @RegisterExtension
    final Peers peers = new Peers();

    private final LockTracker tracker = new LockTracker();

    @BeforeEach
    void requirePermission() {
        DebugRegisters.assumePermitted();
    }

    private Duration heldAfterLook(String key) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        HostSnapshot snapshot = HostRegions.snapshot();
        tracker.add(snapshot);
        RegionSnapshot region = snapshot.regions().stream()
                .filter(seen -> seen.key().equals(key))
                .findFirst()
                .orElseThrow();
        return tracker.heldFor(region, snapshot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--robust"})
    void shouldTellForHowLongALockIsHeldByWhoComputes(String kind) {
        String key = created(kind);
        try (tracker;
                SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            Child holder = peers.c("compute", key);
            holder.number("held");
            Host.await("it is held for long", () -> heldAfterLook(key).compareTo(STALL) >= 0);
            region.putLong(0, 1);
            assertThat(holder.exitsWith(0)).contains("released");
            assertThat(heldAfterLook(key)).isZero();
            region.unlink();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--robust"})
    void shouldCallNoLockHeldForLongThatIsTakenAnewAllTheTime(String kind) {
        String key = created(kind);
        try (tracker;
                SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            Child taking = peers.c("turns", key);
            taking.number("taking");
            long end = System.nanoTime() + STALL.multipliedBy(4).toNanos();
            Duration longest = Duration.ZERO;
            while (System.nanoTime() < end) {
                Duration held = heldAfterLook(key);
                longest = held.compareTo(longest) > 0 ? held : longest;
            }
            region.putLong(0, 1);
            taking.exitsWith(0);
            assertThat(longest).as("it gets a processor within that time").isLessThan(STALL);
            region.unlink();
        }
    }

    private String created(String kind) {
        String key = peers.key();
        if (kind.isEmpty()) {
            peers.cSays("create", key, "64");
        } else {
            peers.cSays("create", key, "64", kind);
        }
        return key;
    }
}
