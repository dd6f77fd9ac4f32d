package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lock under pressure from JVMs and C processes together. */
class ContentionTest {
    private static final int ADDITIONS = 2_500_000;
    private static final Duration GENEROUS = Duration.ofMinutes(10);

    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldLoseNoneOfTenMillionAdditionsByTwoJvmsAndTwoCProcesses() {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            ScopedLock startingGate = region.lock();
            List<Child> adders = List.of(
                    peers.counter("add", key, "0", "" + ADDITIONS),
                    peers.c("add", key, "0", "" + ADDITIONS),
                    peers.counter("add", key, "0", "" + ADDITIONS),
                    peers.c("add", key, "0", "" + ADDITIONS));
            for (Child adder : adders) {
                assertThat(adder.number("adding")).isEqualTo(ADDITIONS);
            }
            assertThat(region.getLong(0)).isZero();
            startingGate.close();
            for (Child adder : adders) {
                assertThat(adder.exitsWith(0, GENEROUS)).endsWith("added " + ADDITIONS);
            }

            assertThat(region.getLong(0)).isEqualTo(4L * ADDITIONS);
            RegionBytes bytes = RegionBytes.of(region);
            assertThat(bytes.lock()).isZero();
            assertThat(bytes.owner()).isZero();
            region.unlink();
        }
    }
}
