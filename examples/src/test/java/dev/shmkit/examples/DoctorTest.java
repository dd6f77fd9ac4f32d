package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.LockState.State;
import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.HostRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code shm doctor} says of real processes, and that the commands it gives do mend it. */
class DoctorTest {
    private static final int SOMETHING_IS_WRONG = 1;

    @RegisterExtension
    final Peers peers = new Peers();

    @TempDir
    Path directory;

    private String region() {
        String key = peers.key();
        peers.cSays("create", key, "64");
        return key;
    }

    private String region(boolean robust) {
        if (!robust) {
            return region();
        }
        String key = peers.key();
        peers.cSays("create", key, "64", "--robust");
        return key;
    }

    private static List<String> shm(String argument) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shmkit.cli.Main",
                argument);
    }

    /** The command below the line that tells of a problem with a region. */
    private String remedy(String kind, String key) {
        List<String> lines =
                peers.start(shm("doctor")).exitsWith(SOMETHING_IS_WRONG).lines().toList();
        for (int i = 0; i < lines.size() - 1; i++) {
            if (lines.get(i).startsWith(kind + " ") && lines.get(i).contains(key)) {
                return lines.get(i + 1).strip();
            }
        }
        throw new AssertionError("no " + kind + " of " + key + " in " + lines);
    }

    /** Does what doctor says, in a directory where ./shm is. */
    private void mend(String command) throws IOException {
        Path launcher = directory.resolve("shm");
        String java = String.join(" ", shm("\"$@\""));
        Files.writeString(launcher, "#!/bin/sh\nexec " + java + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        peers.start(List.of("sh", "-c", "cd " + directory + " && " + command)).exitsWith(0);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, true", "true, false", "false, true"})
    void shouldEndADeadlock(boolean firstIsRobust, boolean secondIsRobust) throws IOException {
        List<String> keys = List.of(region(firstIsRobust), region(secondIsRobust));
        List<Child> children =
                List.of(peers.c("chain", keys.get(0), keys.get(1)), peers.c("chain", keys.get(1), keys.get(0)));
        children.forEach(child -> child.number("held"));
        children.forEach(Child::enter);
        Host.await(
                "both wait",
                () -> keys.stream()
                        .noneMatch(key -> HostRegions.look(key).waiters().isEmpty()));
        mend(remedy("DEADLOCK", keys.get(0)));
        Host.await("both have ended", () -> children.stream().noneMatch(Child::running));
        // What they wrote may arrive after their end.
        Host.await("one went on", () -> children.stream().anyMatch(DoctorTest::wentOn));
        assertThat(children.stream().filter(DoctorTest::wentOn)).hasSize(1);
        keys.forEach(SharedMemory::unlink);
    }

    /** The one that was not killed got its second lock. */
    private static boolean wentOn(Child child) {
        return child.output().contains("both");
    }

    @Test
    void shouldLetTheHolderGoOnThatIsStopped() throws IOException {
        String key = region();
        Child holder = peers.c("hold", key);
        holder.number("held");
        holder.signal("STOP");
        Host.await("it is stopped", () -> HostRegions.look(key).mappers().get(0).stopped());
        mend(remedy("STOPPED_HOLDER", key));
        holder.enter();
        holder.exitsWith(0);
        peers.cSays("unlink", key);
    }

    @Test
    void shouldFreeTheLockOfAHolderThatWasKilled() throws IOException {
        String key = region();
        Child holder = peers.c("hold", key);
        holder.number("held");
        holder.die();
        mend(remedy("ABANDONED", key));
        assertThat(HostRegions.look(key).summary().lockState().state()).isEqualTo(State.FREE);
        peers.cSays("unlink", key);
    }

    @Test
    void shouldNotCallAHolderGoneThatLivesAndMapsTheRegionNoMore() {
        String key = region();
        Child holder = peers.c("leave", key);
        holder.number("held");
        holder.number("unmapped");
        assertThat(peers.start(shm("doctor")).exitsWith(SOMETHING_IS_WRONG))
                .containsPattern(
                        "ABANDONED %s: its lock names a thread that lives and does not map the region: \\S+\\[%d\\]"
                                .formatted(key, holder.pid()));
        holder.enter();
        holder.exitsWith(0);
        peers.cSays("unlink", key);
    }

    /** The kernel marks a robust lock only when its holder dies with it mapped; else nobody is told. */
    @Test
    void shouldHaveARobustLockRecoveredWhoseHolderHadUnmappedIt() throws IOException {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.ROBUST)) {
            Child holder = peers.c("leave", key);
            holder.number("held");
            holder.number("unmapped");
            holder.enter();
            holder.exitsWith(0);
            String remedy = remedy("ABANDONED", key);
            assertThat(remedy).endsWith("shm recover " + key);
            mend(remedy);
            assertThat(region.lockState().state()).isEqualTo(State.FREE);
            region.unlink();
        }
    }

    @Test
    void shouldRemoveWhatACreatorThatIsGoneHasLeft() throws IOException {
        assumeTrue(Host.uid() == 0, "only root sees for sure that no process maps a region");
        String key = peers.key();
        peers.counter("create", key).exitsWith(0);
        mend(remedy("ORPHAN", key));
        assertThat(HostRegions.list()).noneMatch(region -> region.key().equals(key));
    }

    @Test
    void shouldMendPermissions() throws IOException {
        String key = region();
        Path path = HostRegions.find(key).path();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        mend(remedy("PERMISSIONS", key));
        assertThat(HostRegions.find(key).attributes().mode()).isEqualTo("rw-------");
        peers.cSays("unlink", key);
    }

    @ParameterizedTest
    @CsvSource({"mode=755, chmod a+rwxt /dev/shm", "ro, 'mount -o remount,rw /dev/shm'"})
    void shouldMendADirectoryInWhichNobodyCanMakeRegions(String option, String remedy) throws IOException {
        assumeTrue(Host.uid() == 0, "only root can mount");
        Files.writeString(directory.resolve("closed.sh"), """
                mount -t tmpfs -o OPTION tmpfs /dev/shm
                "$@" >before
                [ $? = 1 ] && grep -q '^PERMISSIONS /dev/shm: ' before || { cat before; exit 3; }
                remedy=$(sed -n '/^PERMISSIONS/{n;p}' before)
                sh -c "$remedy" || exit 4
                "$@" && : >/dev/shm/made && echo "mended by$remedy"
                """.replace("OPTION", option));
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "sh", "-c", "cd \"$0\" && . ./closed.sh", directory.toString()));
        command.addAll(shm("doctor"));
        assertThat(peers.start(command).exitsWith(0)).contains("mended by    " + remedy);
    }

    /** In a mount namespace of its own, whose {@code /dev/shm} is small. */
    @ParameterizedTest
    @CsvSource({
        "'size=2M', head -c 2M /dev/zero >/dev/shm/needed, 'size=4M'",
        "'size=2M,nr_inodes=20', for i in $(seq 19); do : >/dev/shm/needed-$i; done, 'nr_inodes=40'"
    })
    void shouldGiveMoreRoomWhenNothingIsSurelyUnneeded(String options, String fill, String more) throws IOException {
        assumeTrue(Host.uid() == 0, "only root can mount");
        Path script = directory.resolve("full.sh");
        Files.writeString(script, """
                mount -t tmpfs -o OPTIONS tmpfs /dev/shm
                FILL
                "$@" >before
                [ $? = 1 ] && grep '^FULL /dev/shm: 100 %' before || { cat before; exit 3; }
                remedy=$(sed -n '/^FULL/{n;p}' before)
                sh -c "$remedy" || exit 4
                "$@" && echo "mended by$remedy"
                """.replace("OPTIONS", options).replace("FILL", fill));
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "sh", "-c", "cd \"$0\" && . ./full.sh", directory.toString()));
        command.addAll(shm("doctor"));
        assertThat(peers.start(command).exitsWith(0))
                .contains("mended by    mount -o remount,%s /dev/shm".formatted(more));
    }
}
