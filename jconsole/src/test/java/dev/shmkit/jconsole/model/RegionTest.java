package dev.shmkit.jconsole.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {
    private final Region region = Regions.held("/Demo", "holder", "waiter");

    @Test
    void shouldBeFoundByKeyOwnerStateHolderAndWaiter() {
        assertThat(List.of("demo", "ADA", "held", "holder", " waiter ", "geopm", ""))
                .allMatch(region::matches);
        assertThat(region.matches("nobody")).isFalse();
    }

    @Test
    void shouldNameAThreadOnlyWhereThatSaysMore() {
        ProcessId java = new ProcessId(4711, "java");
        assertThat(new LockThread(java, 4712, "worker")).hasToString("java 4711 / worker");
        assertThat(new LockThread(java, 4711, "java")).hasToString("java 4711");
        LockThread stopped = new LockThread(java, 4711, "java", true);
        assertThat(stopped).hasToString("java 4711 (stopped)");
        assertThat(stopped.gone()).hasToString("java 4711");
        assertThat(new LockThread(new ProcessId(-1, ""), 7, "")).hasToString("unknown process");
        assertThat(new Waiter(new LockThread(java, 4711, ""), false, true))
                .hasToString("java 4711 (perhaps) (for a time)");
    }

    @Test
    void shouldTakeAStateItDoesNotKnowForUnknown() {
        assertThat(LockStatus.of("HELD")).isEqualTo(LockStatus.HELD);
        assertThat(LockStatus.of("A_LATER_ONE")).isEqualTo(LockStatus.UNKNOWN);
    }

    @Test
    void shouldSumALookUp() {
        assertThat(new HostLook(0, List.of(region), List.of(), Hidden.NOTHING, 3).summary())
                .isEqualTo("1 region, 1 lock held, 1 thread waits; /dev/shm is 3 % full");
        Region abandoned = Regions.region("/x", LockStatus.ABANDONED, Regions.thread("gone"));
        assertThat(new HostLook(0, List.of(region, abandoned), List.of(), new Hidden(2, 1, 3), 3).summary())
                .isEqualTo(
                        "2 regions, 1 lock held, 1 thread waits, 1 abandoned; /dev/shm is 3 % full; 2 processes, 1 thread, 3 directories hidden by permissions");
    }
}
