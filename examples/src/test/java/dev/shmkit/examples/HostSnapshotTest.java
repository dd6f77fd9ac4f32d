package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState.State;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionMapper;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.RegionSummary.Format;
import dev.shmkit.host.RegionUsers;
import dev.shmkit.host.RegionWaiter;
import dev.shmkit.internal.proc.Processes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who holds, who waits, who maps, seen of C processes and JVMs alike, and by nobody who opens the region. */
class HostSnapshotTest {
    private static final int CREATOR_START_OFFSET = 56;

    @RegisterExtension
    final Peers peers = new Peers();

    @TempDir
    Path directory;

    private static RegionSnapshot look(String key) {
        return HostRegions.snapshot().regions().stream()
                .filter(region -> region.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellWhoHoldsWhoWaitsAndWhoMaps() throws IOException {
        String key = peers.key();
        peers.cSays("create", key, "8128");
        Child holder = peers.c("hold", key);
        long holderTid = holder.number("held");
        Child waiting = peers.c("hold", key);
        Host.await("somebody waits", () -> !look(key).waiters().isEmpty());

        RegionSnapshot region = look(key);
        assertThat(region.summary().format()).isEqualTo(Format.LOCKED);
        assertThat(region.summary().sizeBytes()).isEqualTo(8128);
        assertThat(region.residentBytes())
                .as("only the lock's page was touched")
                .isEqualTo(4096);
        assertThat(region.created())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(region.creator()).isEqualTo(Creator.UNKNOWN);
        assertThat(region.usage()).isEqualTo(Usage.MAPPED);
        assertThat(region.summary().lockState().holder().orElseThrow().tid()).isEqualTo(holderTid);
        assertThat(region.mappers())
                .containsExactlyInAnyOrder(
                        new RegionMapper(holder.pid(), "peer", Host.uid(), false),
                        new RegionMapper(waiting.pid(), "peer", Host.uid(), false));
        assertThat(region.waiters())
                .containsExactly(
                        new RegionWaiter(waiting.pid(), waiting.pid(), "peer", "peer", Host.uid(), true, false));
        assertThat(HostRegions.look(key)).isEqualTo(region);

        holder.enter();
        holder.exitsWith(0);
        waiting.number("held");
        assertThat(look(key).waiters()).isEmpty();
        assertThat(look(key).mappers()).extracting(RegionMapper::pid).containsExactly(waiting.pid());
        waiting.enter();
        waiting.exitsWith(0);
        assertThat(look(key).usage()).isEqualTo(unmapped());
        peers.cSays("unlink", key);
    }

    @Test
    void shouldSeeAThreadOfAJvmThatWaits() {
        String key = peers.key();
        String other = peers.key();
        peers.cSays("create", key, "8");
        peers.cSays("create", other, "8");
        Child holder = peers.c("hold", key);
        holder.number("held");
        Child jvm = peers.jvm(Chainer.class, other, key);
        long tid = jvm.number("held");
        jvm.enter();
        Host.await("it waits", () -> !look(key).waiters().isEmpty());
        assertThat(look(key).waiters()).singleElement().satisfies(waiter -> {
            assertThat(waiter.pid()).isEqualTo(jvm.pid());
            assertThat(waiter.tid()).isEqualTo(tid);
            assertThat(waiter.process()).isEqualTo("java");
            assertThat(waiter.thread()).isEqualTo(Chainer.THREAD);
        });
        assertThat(look(other).waiters()).isEmpty();
        holder.enter();
        holder.exitsWith(0);
        assertThat(jvm.exitsWith(0)).contains("both");
        peers.cSays("unlink", key);
        peers.cSays("unlink", other);
    }

    @Test
    void shouldAnswerQuicklyWhileTheHolderIsStopped() {
        String key = peers.key();
        peers.cSays("create", key, "8");
        Child holder = peers.c("hold", key);
        holder.number("held");
        Child waiting = peers.c("hold", key);
        Host.await("somebody waits", () -> !look(key).waiters().isEmpty());
        holder.signal("STOP");
        waiting.signal("STOP");
        Host.await("both are stopped", () -> look(key).mappers().stream().allMatch(RegionMapper::stopped));

        long started = System.nanoTime();
        RegionSnapshot region = look(key);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(region.summary().lockState().state()).isEqualTo(State.HELD);
        assertThat(region.summary().lockState())
                .asString()
                .isEqualTo("HELD by peer[%1$d] tid %1$d (stopped)", holder.pid());
        assertThat(region.waiters()).extracting(RegionWaiter::pid).containsExactly(waiting.pid());
        holder.signal("CONT");
        Host.await(
                "the holder goes on",
                () -> !look(key).summary().lockState().holder().orElseThrow().stopped());
        holder.die();
        assertThat(look(key).summary().lockState().state()).isEqualTo(State.ABANDONED);
        waiting.die();
        peers.cSays("unlink", key);
    }

    @Test
    void shouldCallARegionAnOrphanOnlyWhenItsCreatorAndAllOthersAreGone() throws IOException {
        String key = peers.key();
        peers.counter("create", key).exitsWith(0);
        assertThat(look(key).creator()).isEqualTo(Creator.GONE);
        assertThat(look(key).usage()).isEqualTo(orphan());
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(look(key).usage()).isEqualTo(Usage.MAPPED);
            assertThat(look(key).creator()).isEqualTo(Creator.GONE);
            region.unlink();
        }
        Path path;
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            assertThat(look(key).creator()).isEqualTo(Creator.ALIVE);
            path = region.path();
        }
        assertThat(look(key).usage()).isEqualTo(unmapped());
        changeCreatorStart(path);
        assertThat(look(key).creator())
                .as("a process that has the creator's pid")
                .isEqualTo(Creator.GONE);
        assertThat(look(key).usage()).isEqualTo(orphan());
        SharedMemory.unlink(key);
    }

    private static Usage orphan() {
        return somebodyHides() ? Usage.POSSIBLE_ORPHAN : Usage.ORPHAN;
    }

    private static Usage unmapped() {
        return somebodyHides() ? Usage.HIDDEN : Usage.UNMAPPED;
    }

    /** Some machines have a process that hides its mappings even from root. */
    private static boolean somebodyHides() {
        return HostRegions.snapshot().hiddenProcesses() > 0 || Processes.outerInvisible();
    }

    private static void changeCreatorStart(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.write(
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .putLong(0, 1),
                    CREATOR_START_OFFSET);
        }
    }

    @Test
    void shouldFindTheUsersOfARegionWhoseNameIsGone() throws IOException {
        String key = peers.key();
        peers.cSays("create", key, "8");
        Child holder = peers.c("hold", key);
        holder.number("held");
        Child waiting = peers.c("hold", key);
        Host.await("somebody waits", () -> !look(key).waiters().isEmpty());
        Path path = look(key).summary().path();
        long inode = (Long) Files.getAttribute(path, "unix:ino");
        peers.cSays("unlink", key);
        RegionUsers users = HostRegions.usersOf(path, inode);
        assertThat(users.mappers()).extracting(RegionMapper::pid).contains(holder.pid(), waiting.pid());
        assertThat(users.waiters()).extracting(RegionWaiter::pid).containsExactly(waiting.pid());
        holder.enter();
        holder.exitsWith(0);
        waiting.enter();
        waiting.exitsWith(0);
    }

    @Test
    void shouldFindRegionsInDirectoriesThatItIsTold() throws IOException {
        Path raw = Files.write(directory.resolve("raw"), new byte[] {1, 2, 3});
        Files.createSymbolicLink(directory.resolve("link"), raw);
        Files.createDirectory(directory.resolve("inner"));
        String property = "shmkit.directories";
        System.setProperty(property, directory + ":/nonexistent");
        try {
            List<RegionSnapshot> found = HostRegions.snapshot().regions().stream()
                    .filter(region -> region.summary().path().startsWith(directory))
                    .toList();
            assertThat(found).singleElement().satisfies(region -> {
                assertThat(region.key()).isEqualTo(raw.toString());
                assertThat(region.summary().format()).isEqualTo(Format.RAW);
                assertThat(region.summary().sizeBytes()).isEqualTo(3);
                assertThat(region.summary().lockState().state()).isEqualTo(State.NONE);
                assertThat(region.creator()).isEqualTo(Creator.UNKNOWN);
            });
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void shouldNeverFailBecauseProcessesAndRegionsComeAndGo() throws Exception {
        String key = peers.key();
        try (SharedMemory stays = SharedMemory.create(key, 64)) {
            String passing = peers.key();
            FutureTask<Void> churn = new FutureTask<>(() -> {
                for (int i = 0; i < 60; i++) {
                    peers.cSays("create", passing, "64");
                    Child victim = peers.c("hold", passing);
                    victim.number("held");
                    peers.cSays("unlink", passing);
                    victim.die();
                }
                return null;
            });
            new Thread(churn, "churn").start();
            int looks = 0;
            while (!churn.isDone()) {
                HostSnapshot snapshot = HostRegions.snapshot();
                assertThat(snapshot.regions()).extracting(RegionSnapshot::key).contains(key);
                assertThat(snapshot.processes()).isPositive();
                looks++;
            }
            churn.get();
            assertThat(looks).isPositive();
            stays.unlink();
        }
    }
}
