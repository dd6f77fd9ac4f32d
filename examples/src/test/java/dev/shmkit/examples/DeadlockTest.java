package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.Deadlock;
import dev.shmkit.host.HostRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that wait for each other in a circle are found, with their names; all others are left alone. */
class DeadlockTest {
    private static final String SECONDS = "shmkit.nesting.seconds";
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    @RegisterExtension
    final Peers peers = new Peers();

    private String region(RegionOption... options) {
        String key = peers.key();
        SharedMemory.create(key, 64, options).close();
        return key;
    }

    /** Those of this test: others may be running on the machine. */
    private static List<Deadlock> deadlocks(List<String> keys) {
        return HostRegions.findDeadlocks().stream()
                .filter(deadlock -> deadlock.waits().stream()
                        .anyMatch(wait -> keys.contains(wait.region().key())))
                .toList();
    }

    private static Deadlock awaitDeadlock(List<String> keys) {
        List<Deadlock> found = new ArrayList<>();
        Host.await("the deadlock is found", () -> {
            found.clear();
            found.addAll(deadlocks(keys));
            return !found.isEmpty();
        });
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Each holds the lock of its key and wants the next one's: told as they begin, in a circle. */
    private static void assertCircle(Deadlock deadlock, List<String> keys, List<Child> holders, List<Long> tids) {
        assertThat(deadlock.waits()).hasSize(keys.size());
        for (Deadlock.Wait wait : deadlock.waits()) {
            int holder = keys.indexOf(wait.region().key());
            int waiter = Math.floorMod(holder - 1, keys.size());
            assertThat(wait.holder().pid()).isEqualTo(holders.get(holder).pid());
            assertThat(wait.holder().tid()).isEqualTo(tids.get(holder));
            assertThat(wait.waiter().pid()).isEqualTo(holders.get(waiter).pid());
            assertThat(wait.waiter().tid()).isEqualTo(tids.get(waiter));
            boolean java = wait.waiter().process().equals("java");
            assertThat(wait.waiter().thread()).isEqualTo(java ? Chainer.THREAD : "peer");
            assertThat(wait.waiter().certain()).isTrue();
            assertThat(deadlock.toString())
                    .contains(wait.region().key(), Long.toString(wait.holder().tid()));
        }
        for (int i = 0; i < keys.size(); i++) {
            Deadlock.Wait wait = deadlock.waits().get(i);
            Deadlock.Wait next = deadlock.waits().get((i + 1) % keys.size());
            assertThat(wait.holder().tid()).isEqualTo(next.waiter().tid());
        }
    }

    private static void end(List<Child> children, List<String> keys) {
        children.forEach(Child::die);
        keys.forEach(SharedMemory::unlink);
    }

    @Test
    void shouldNameTwoCProcessesThatWaitForEachOther() {
        List<String> keys = List.of(region(), region());
        List<Child> children =
                List.of(peers.c("chain", keys.get(0), keys.get(1)), peers.c("chain", keys.get(1), keys.get(0)));
        List<Long> tids = children.stream().map(child -> child.number("held")).toList();
        assertThat(deadlocks(keys)).isEmpty();
        children.get(0).enter();
        Host.await("the first waits", () -> waiters(keys.get(1)) == 1);
        assertThat(deadlocks(keys)).as("a wait that is no circle").isEmpty();
        children.get(1).enter();
        Deadlock found = awaitDeadlock(keys);
        assertCircle(found, keys, children, tids);
        assertThat(found.mayEnd()).isFalse();
        end(children, keys);
        assertThat(deadlocks(keys)).isEmpty();
    }

    private static int waiters(String key) {
        return HostRegions.look(key).waiters().size();
    }

    @Test
    void shouldNameACProcessAndAJvmThatWaitForEachOther() {
        List<String> keys = List.of(region(), region());
        List<Child> children =
                List.of(peers.c("chain", keys.get(0), keys.get(1)), peers.jvm(Chainer.class, keys.get(1), keys.get(0)));
        List<Long> tids = children.stream().map(child -> child.number("held")).toList();
        children.forEach(Child::enter);
        assertCircle(awaitDeadlock(keys), keys, children, tids);
        end(children, keys);
    }

    @Test
    void shouldSayThatADeadlockMayEndWhenAWaitCanBeInterrupted() {
        List<String> keys = List.of(region(), region());
        List<Child> children = List.of(
                peers.c("chain", keys.get(0), keys.get(1)),
                peers.jvm(Chainer.class, keys.get(1), keys.get(0), "interruptibly"));
        List<Long> tids = children.stream().map(child -> child.number("held")).toList();
        children.forEach(Child::enter);
        Deadlock found = awaitDeadlock(keys);
        assertCircle(found, keys, children, tids);
        assertThat(found.mayEnd()).isTrue();
        end(children, keys);
    }

    @Test
    void shouldNameThreeJvmsThatWaitInARing() {
        List<String> keys = List.of(region(), region(), region());
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            children.add(peers.jvm(Chainer.class, keys.get(i), keys.get((i + 1) % keys.size())));
        }
        List<Long> tids = children.stream().map(child -> child.number("held")).toList();
        children.forEach(Child::enter);
        Deadlock found = awaitDeadlock(keys);
        assertCircle(found, keys, children, tids);
        assertThat(found.mayEnd()).as("lock() has no time limit").isFalse();
        end(children, keys);
    }

    @Test
    void shouldKnowThatJvmsThatWaitForRobustLocksWaitForEver() {
        List<String> keys = List.of(region(RegionOption.ROBUST), region(RegionOption.ROBUST));
        List<Child> children = List.of(
                peers.jvm(Chainer.class, keys.get(0), keys.get(1)), peers.jvm(Chainer.class, keys.get(1), keys.get(0)));
        List<Long> tids = children.stream().map(child -> child.number("held")).toList();
        children.forEach(Child::enter);
        Deadlock found = awaitDeadlock(keys);
        assertCircle(found, keys, children, tids);
        assertThat(found.mayEnd()).isFalse();
        end(children, keys);
    }

    @Test
    void shouldFindADeadlockOfAStoppedProcess() {
        List<String> keys = List.of(region(), region());
        List<Child> children =
                List.of(peers.c("chain", keys.get(0), keys.get(1)), peers.c("chain", keys.get(1), keys.get(0)));
        List<Long> tids = children.stream().map(child -> child.number("held")).toList();
        children.forEach(Child::enter);
        awaitDeadlock(keys);
        children.get(0).signal("STOP");
        assertCircle(awaitDeadlock(keys), keys, children, tids);
        end(children, keys);
    }

    /** As long as the system property says: 10 seconds when nobody asks for more. */
    @Test
    void shouldRaiseNoFalseAlarmWhileManyNestLocksInOrder() {
        List<String> keys = List.of(region(), region(), region(), region(), region());
        List<Child> children = new ArrayList<>();
        children.add(peers.jvm(Nester.class, keys.toArray(String[]::new)));
        for (int i = 0; i < 5; i++) {
            children.add(peers.c("nest", keys.get(0), keys.get(1), keys.get(2), keys.get(3), keys.get(4)));
        }
        children.forEach(child -> child.number("nesting"));
        long end = System.nanoTime() + Long.getLong(SECONDS, 10) * 1_000_000_000;
        List<Deadlock> alarms = new ArrayList<>();
        long looks = 0;
        while (System.nanoTime() < end) {
            alarms.addAll(deadlocks(keys));
            looks++;
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        for (String key : keys) {
            Child put = peers.c("signal", key, "0", "1");
            put.exitsWith(0);
        }
        long times = children.stream().mapToLong(child -> child.number("times")).sum();
        children.forEach(child -> child.exitsWith(0));
        keys.forEach(SharedMemory::unlink);
        System.out.printf("%d looks, %d times nested%n", looks, times);
        assertThat(alarms.stream().map(Deadlock::toString).collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(times).isPositive();
        assertThat(looks).isPositive();
    }
}
