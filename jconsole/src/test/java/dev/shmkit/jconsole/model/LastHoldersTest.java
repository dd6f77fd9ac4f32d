package dev.shmkit.jconsole.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LastHoldersTest {
    private final LastHolders holders = new LastHolders();

    private LockThread shownHolder(Region region) {
        HostLook look = new HostLook(0, List.of(region), List.of(), new Hidden(0, 0, 0), 0);
        return Objects.requireNonNull(holders.named(look).regions().get(0).holder());
    }

    private static Region abandonedBy(long tid) {
        LockThread gone = new LockThread(new ProcessId(-1, ""), tid, "");
        return Regions.region("/r", LockStatus.ABANDONED, gone);
    }

    @Test
    void shouldNameAHolderThatIsGoneAsItWasSeenAlive() {
        shownHolder(Regions.held("/r", "a"));
        Region abandoned = abandonedBy(Regions.thread("a").tid());
        assertThat(shownHolder(abandoned).process()).isEqualTo(Regions.process("a"));
        assertThat(shownHolder(abandoned).process()).as("also at later looks").isEqualTo(Regions.process("a"));
    }

    @Test
    void shouldNotTakeForTheHolderWhoHasItsNumberNow() {
        long tid = Regions.thread("a").tid();
        Region byAStranger =
                Regions.region("/r", LockStatus.ABANDONED, new LockThread(Regions.process("cron"), tid, "cron"));
        assertThat(shownHolder(byAStranger).process()).isEqualTo(Regions.process("cron"));
        assertThat(shownHolder(abandonedBy(tid)).process().pid())
                .as("nobody saw it alive")
                .isEqualTo(-1);
        shownHolder(Regions.held("/r", "a"));
        assertThat(shownHolder(byAStranger).process()).isEqualTo(Regions.process("a"));
        assertThat(shownHolder(abandonedBy(tid)).process()).isEqualTo(Regions.process("a"));
    }

    @Test
    void shouldNotTakeAnotherThreadForTheHolderThatIsGone() {
        shownHolder(Regions.held("/r", "a"));
        assertThat(shownHolder(abandonedBy(Regions.thread("b").tid())).process().pid())
                .isEqualTo(-1);
    }

    @Test
    void shouldForgetWhoHeldALockThatWasFreeInBetween() {
        shownHolder(Regions.held("/r", "a"));
        holders.named(new HostLook(1, List.of(Regions.free("/r")), List.of(), new Hidden(0, 0, 0), 0));
        assertThat(shownHolder(abandonedBy(Regions.thread("a").tid())).process().pid())
                .isEqualTo(-1);
    }
}
