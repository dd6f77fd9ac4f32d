package dev.shmkit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.RegionAttributes;
import dev.shmkit.cli.doctor.Finding.Kind;
import dev.shmkit.host.Deadlock;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionMapper;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.host.RegionSummary.Format;
import dev.shmkit.host.RegionWaiter;
import dev.shmkit.host.ShmSpace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the examination says of machines that are made up. */
class ExaminationTest {
    private static final RegionAttributes SECURE = new RegionAttributes(0600, 0, 0, "root:root");
    private static final long MIB = 1 << 20;
    private static final int ASKER = 1000;
    private static final Path SHM = Path.of("/dev/shm");
    private static final ShmSpace FULL = new ShmSpace(SHM, 1000 * MIB, 950 * MIB, 0, 0);

    private static RegionSnapshot region(String key, long bytes, Usage usage) {
        RegionSummary summary = new RegionSummary(
                key, Path.of("/dev/shm" + key), Format.LOCKED, bytes, SECURE, 4711, LockState.of(LockState.State.FREE));
        List<RegionMapper> mappers =
                usage == Usage.MAPPED ? List.of(new RegionMapper(4712, "solver", 0, false)) : List.of();
        return new RegionSnapshot(summary, bytes, "1:2:3", Instant.EPOCH, Creator.GONE, mappers, List.of(), usage);
    }

    private static List<Finding> findings(List<Deadlock> deadlocks, ShmSpace space, RegionSnapshot... regions) {
        return findings(false, deadlocks, space, regions);
    }

    private static List<Finding> findings(
            boolean root, List<Deadlock> deadlocks, ShmSpace space, RegionSnapshot... regions) {
        return Examination.of(
                new HostSnapshot(Instant.EPOCH, List.of(regions), 0, 10, 3, 0),
                deadlocks,
                space,
                root ? 0 : ASKER,
                false);
    }

    private static Finding full(RegionSnapshot... regions) {
        return findings(List.of(), FULL, regions).stream()
                .filter(finding -> finding.kind() == Kind.FULL)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldNotCallASpaceFullThatHasRoom() {
        assertThat(findings(List.of(), new ShmSpace(SHM, 1000 * MIB, 890 * MIB, 0, 0)))
                .isEmpty();
    }

    @Test
    void shouldSayThatTheFilesAreUsedUpWhereThereIsRoomForBytes() {
        ShmSpace space = new ShmSpace(SHM, 1000 * MIB, MIB, 2000, 1900);
        RegionSnapshot[] regions = {
            region("/needed", MIB, Usage.MAPPED),
            region("/left", MIB, Usage.ORPHAN),
            region("/doubtful", MIB, Usage.POSSIBLE_ORPHAN)
        };
        Finding asUser = findings(List.of(), space, regions).get(0);
        assertThat(asUser.kind()).isEqualTo(Kind.FULL);
        assertThat(asUser.problem())
                .isEqualTo("95 % of the 2000 files that it can have exist; 3 of them are regions, 1 of these orphans;"
                        + " remove what nobody needs, or let it have more files");
        assertThat(asUser.command()).isEqualTo("sudo mount -o remount,nr_inodes=4000 /dev/shm");
        Finding asRoot = findings(true, List.of(), space, regions).get(0);
        assertThat(asRoot.problem()).contains("3 of them are regions, 2 of these orphans;");
        assertThat(asRoot.command()).isEqualTo("mount -o remount,nr_inodes=4000 /dev/shm");
        assertThat(findings(List.of(), new ShmSpace(SHM, 1000 * MIB, MIB, 2000, 1799)))
                .isEmpty();
    }

    @Test
    void shouldRemoveOrphansLargestFirstWhenTheSpaceIsFull() {
        Finding finding = full(
                region("/needed", 500 * MIB, Usage.MAPPED),
                region("/left", 10 * MIB, Usage.ORPHAN),
                region("/forgotten one", 300 * MIB, Usage.ORPHAN));
        assertThat(finding.subject()).isEqualTo("/dev/shm");
        assertThat(finding.problem())
                .isEqualTo("95 % of 1000 MiB are in use; the largest region is /needed with 500 MiB"
                        + " of root:root, mapped by solver[4712]");
        assertThat(finding.command()).isEqualTo("./shm rm '/forgotten one' /left");
    }

    @Test
    void shouldWriteCommandsInTheShellsDigitsWhateverTheLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(full(region("/needed", 500 * MIB, Usage.MAPPED)).command())
                    .isEqualTo("sudo mount -o remount,size=2000M /dev/shm");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldLookAgainAsRootBeforeItRemovesWhatSomebodyHiddenMayMap() {
        RegionSnapshot doubtful = region("/doubtful", 300 * MIB, Usage.POSSIBLE_ORPHAN);
        assertThat(findings(false, List.of(), FULL, doubtful))
                .extracting(Finding::kind, Finding::command)
                .containsExactly(tuple(Kind.FULL, "sudo ./shm doctor"), tuple(Kind.ORPHAN, "sudo ./shm doctor"));
        assertThat(findings(true, List.of(), FULL, doubtful))
                .as("root sees no more when it looks again")
                .extracting(Finding::kind, Finding::command)
                .containsExactly(tuple(Kind.FULL, "./shm rm /doubtful"), tuple(Kind.ORPHAN, "./shm rm /doubtful"));
    }

    @Test
    void shouldSayInAContainerThatWhatIsOutsideOfItIsNotSeen() {
        RegionSnapshot seen = region("/seen", MIB, Usage.POSSIBLE_ORPHAN);
        RegionSnapshot left = used("/left", SECURE, LockState.of(LockState.State.ABANDONED));
        List<Finding> findings = Examination.of(
                new HostSnapshot(Instant.EPOCH, List.of(seen, left), 0, 10, 0, 0),
                List.of(),
                new ShmSpace(SHM, 1000 * MIB, 0, 0, 0),
                0,
                true);
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.ABANDONED, Kind.ORPHAN);
        assertThat(findings.get(0).problem()).startsWith("its lock's holder is gone, or outside of this container: ");
        assertThat(findings.get(1).problem())
                .contains("no process that can be seen (hidden: 0, and all outside of this container) maps it");
    }

    /** Only a file's owner and root may change its permissions. */
    @Test
    void shouldChangePermissionsOfOthersFilesAsRoot() {
        RegionSnapshot readOnly = readable("/else's", 0444, 0);
        RegionSnapshot own = readable("/own", 0444, 1000);
        ShmSpace room = new ShmSpace(SHM, 1000 * MIB, 0, 0, 0);
        assertThat(findings(false, List.of(), room, readOnly, own))
                .extracting(Finding::command)
                .containsExactly("sudo chmod 0666 '/dev/shm/else'\\''s'", "chmod 0666 /dev/shm/own");
        assertThat(findings(true, List.of(), room, own))
                .extracting(Finding::command)
                .containsExactly("chmod 0666 /dev/shm/own");
    }

    /** Where nobody may write nobody was singled out; where somebody may, only who may write goes on. */
    @ParameterizedTest
    @CsvSource({"0444,0666", "0440,0660", "0400,0600", "0404,0606", "0644,0600", "0664,0660", "0466,0666"})
    void shouldKeepReadersOfARegionThatNobodyMayWrite(String seen, String mended) {
        RegionSnapshot region = readable("/region", Integer.parseInt(seen, 8), 1000);
        assertThat(findings(List.of(), new ShmSpace(SHM, 1000 * MIB, 0, 0, 0), region))
                .extracting(Finding::command)
                .containsExactly("chmod %s /dev/shm/region".formatted(mended));
    }

    @ParameterizedTest
    @CsvSource({
        "0777, 'which nobody is to execute'",
        "0711, 'which nobody is to execute'",
        "0664, 'must be allowed to read and to write it'",
        "0755, 'must be allowed to read and to write it'"
    })
    void shouldSayWhichRuleAModeBreaks(String mode, String rule) {
        RegionSnapshot region = readable("/region", Integer.parseInt(mode, 8), 1000);
        assertThat(findings(List.of(), new ShmSpace(SHM, 1000 * MIB, 0, 0, 0), region))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).contains(rule));
    }

    private static RegionSnapshot readable(String key, int permissions, int uid) {
        return used(
                key, new RegionAttributes(permissions, uid, uid, "owner:owner"), LockState.of(LockState.State.FREE));
    }

    private static RegionSnapshot used(String key, RegionAttributes attributes, LockState lock) {
        RegionSnapshot made = region(key, 64, Usage.MAPPED);
        RegionSummary summary =
                new RegionSummary(key, made.summary().path(), Format.LOCKED, 64, attributes, 4711, lock);
        return new RegionSnapshot(
                summary, 64, "1:2:3", Instant.EPOCH, Creator.ALIVE, made.mappers(), List.of(), Usage.MAPPED);
    }

    @Test
    void shouldNameWhatIsLargeAndGiveMoreRoomWhenNoOrphanIs() {
        String grow = "sudo mount -o remount,size=2000M /dev/shm";
        assertThat(full(region("/small", 2 * MIB, Usage.MAPPED), region("/needed", 900 * MIB, Usage.MAPPED))
                        .problem())
                .isEqualTo(
                        "95 % of 1000 MiB are in use; nothing there is surely unneeded, so that only those who use it"
                                + " can decide what goes: /needed with 900 MiB of root:root, mapped by solver[4712];"
                                + " /small with 2 MiB of root:root, mapped by solver[4712]; or give it more room, if there is"
                                + " memory for it (to a container with --shm-size)");
        assertThat(full().command()).isEqualTo(grow);
        assertThat(full(region("/needed", 900 * MIB, Usage.MAPPED)).command()).isEqualTo(grow);
        assertThat(full(region("/tiny", 9 * MIB, Usage.ORPHAN)).command()).isEqualTo(grow);
    }

    @Test
    void shouldRecoverEveryLockOfAProcessWhoseThreadsWaitForEachOther() {
        Finding finding = findings(
                        List.of(new Deadlock(List.of(wait("/a", 7, 8, 7), wait("/b", 7, 7, 8)))),
                        new ShmSpace(SHM, 1000 * MIB, 0, 0, 0))
                .get(0);
        assertThat(finding.kind()).isEqualTo(Kind.DEADLOCK);
        assertThat(finding.command()).isEqualTo("kill -KILL 7 && sleep 1 && ./shm recover /a && ./shm recover /b");
    }

    @Test
    void shouldNameTheLauncherAsItWasCalled() {
        System.setProperty("shmkit.launcher", "../an odd/shm");
        try {
            assertThat(full(region("/left", 300 * MIB, Usage.ORPHAN)).command()).isEqualTo("'../an odd/shm' rm /left");
            System.setProperty("shmkit.launcher", "a=b/shm");
            assertThat(full(region("/doubtful", 300 * MIB, Usage.POSSIBLE_ORPHAN))
                            .command())
                    .isEqualTo("sudo 'a=b/shm' doctor");
        } finally {
            System.clearProperty("shmkit.launcher");
        }
    }

    @Test
    void shouldRecoverOnlyTheLockOfTheProcessThatItEnds() {
        Finding finding = findings(
                        List.of(new Deadlock(List.of(wait("/a", 7, 8, 8), wait("/b", 8, 7, 7)))),
                        new ShmSpace(SHM, 1000 * MIB, 0, 0, 0))
                .get(0);
        assertThat(finding.command()).isEqualTo("kill -KILL 7 && sleep 1 && ./shm recover /a");
    }

    @Test
    void shouldRecoverWhatTheProcessThatItEndsHoldsOutsideOfTheCircle() {
        LockHolder holder = new LockHolder(7, 9, "java", "holder", ASKER);
        RegionSnapshot outside = used("/c", SECURE, new LockState(LockState.State.HELD, Optional.of(holder)));
        Finding finding = findings(
                        List.of(new Deadlock(List.of(wait("/a", 7, 8, 8), wait("/b", 8, 7, 7)))),
                        new ShmSpace(SHM, 1000 * MIB, 0, 0, 0),
                        outside)
                .get(0);
        assertThat(finding.command()).isEqualTo("kill -KILL 7 && sleep 1 && ./shm recover /a && ./shm recover /c");
    }

    @Test
    void shouldAskForTheRightToEndAnotherUsersProcess() {
        Deadlock.Wait wait = wait("/a", 7, 8, 8);
        Deadlock.Wait ofRoot =
                new Deadlock.Wait(wait.waiter(), wait.region(), new LockHolder(8, 8, "java", "holder", 0));
        Finding finding = findings(
                        List.of(new Deadlock(List.of(ofRoot, wait("/b", 7, 7, 7)))),
                        new ShmSpace(SHM, 1000 * MIB, 0, 0, 0))
                .get(0);
        assertThat(finding.command()).isEqualTo("sudo kill -KILL 8 && sleep 1 && ./shm recover /a");
    }

    private static Deadlock.Wait wait(String key, long holder, long waiterTid, long holderTid) {
        RegionSummary summary = region(key, 64, Usage.MAPPED).summary();
        return new Deadlock.Wait(
                new RegionWaiter(7, waiterTid, "java", "waiter", 0, true, false),
                summary,
                new LockHolder(holder, holderTid, "java", "holder", ASKER));
    }
}
