package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.jna.Pointer;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.SelfProcess;
import dev.shmkit.testing.Threads;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class CloseTest {
    private static final Path SHM = Keys.directory();

    private final String key = Keys.unique("closed");

    @Test
    void shouldGiveMappingAndDescriptorBackAtOnce() {
        SharedMemory owner = SharedMemory.create(key, 100_000);
        SharedMemory user = SharedMemory.attach(key, Duration.ZERO);
        ByteBuffer kept = user.buffer();
        assertThat(SelfProcess.mappingsBelow(SHM)).hasSize(2);
        assertThat(SelfProcess.descriptorsBelow(SHM)).hasSize(2);
        owner.unlink();
        owner.close();
        assertThat(SelfProcess.mappingsBelow(SHM)).hasSize(1);
        assertThat(SelfProcess.descriptorsBelow(SHM)).hasSize(1);
        user.close();
        assertThat(SelfProcess.mappingsBelow(SHM)).isEmpty();
        assertThat(SelfProcess.descriptorsBelow(SHM)).isEmpty();
        assertThat(kept.capacity()).isEqualTo(100_000);
    }

    @Test
    void shouldDoNothingTheSecondTime() {
        SharedMemory region = SharedMemory.create(key, 64);
        region.unlink();
        region.close();
        region.close();
        assertThat(region.isOpen()).isFalse();
        assertThat(RecordingListener.events(key)).containsOnlyOnce("closed OWNER 64");
    }

    @Test
    void shouldRefuseWhileAThreadHoldsTheLockAndGoOnWorking() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            region.unlink();
            ScopedLock lock = region.lock();
            assertRefusesToClose(region);
            Threads.elsewhere(() -> assertRefusesToClose(region));
            region.putLong(0, 42);
            assertThat(region.getLong(0)).isEqualTo(42);
            lock.close();
        }
        assertThat(SelfProcess.mappingsBelow(SHM)).isEmpty();
    }

    @Test
    void shouldRefuseWhileAThreadWaitsForTheLock() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                SharedMemory holder = SharedMemory.attach(key, Duration.ZERO)) {
            ScopedLock lock = holder.lock();
            Thread waiter = new Thread(() -> region.lock().close(), "waiter");
            waiter.start();
            Eventually.until(
                    "the waiter waits in the kernel", () -> LockWords.of(key).heldWithWaiters());
            assertRefusesToClose(region);
            lock.close();
            waiter.join();
            region.unlink();
            assertThat(region.lockCounters().acquisitions()).isEqualTo(1);
        }
    }

    @Test
    void shouldSayHowToCloseWhenTheHolderHasEnded() throws Exception {
        SharedMemory region = SharedMemory.create(key, 64);
        Thread holder = new Thread(region::lock, "holder");
        holder.start();
        holder.join();
        assertThatIllegalStateException()
                .isThrownBy(region::close)
                .withMessageContaining("the thread that took its lock has ended; recover() the lock");
        // The kernel's thread ends some time after Java's.
        Eventually.until("the lock is recovered", () -> {
            Optional<RecoveredLock> recovered = region.recover();
            recovered.ifPresent(RecoveredLock::close);
            return recovered.isPresent();
        });
        region.unlink();
        region.close();
        assertThat(region.isOpen()).isFalse();
    }

    private static void assertRefusesToClose(SharedMemory region) {
        assertThatIllegalStateException()
                .isThrownBy(region::close)
                .withMessageContaining("region \"" + region.key() + "\" cannot be closed")
                .withMessageContaining("holds its lock")
                .withMessageContaining("release it first");
        assertThat(region.isOpen()).isTrue();
    }

    @Test
    void shouldShowZerosInABufferAndAtAPointerThatAreKept() {
        SharedMemory owner = SharedMemory.create(key, 100_000);
        SharedMemory user = SharedMemory.attach(key, Duration.ZERO);
        user.putLong(0, 42).putLong(99_992, 43);
        ByteBuffer buffer = user.buffer();
        ByteBuffer part = user.buffer(99_992, 8);
        Pointer pointer = user.pointer();
        user.close();
        System.gc();
        assertThat(buffer.getLong(0)).isZero();
        assertThat(part.getLong(0)).isZero();
        assertThat(pointer.getLong(99_992)).isZero();
        buffer.putLong(0, 44);
        pointer.setLong(99_992, 45);
        assertThat(owner.getLong(0)).as("reaches nobody").isEqualTo(42);
        assertThat(owner.getLong(99_992)).isEqualTo(43);
        owner.unlink();
        owner.close();
    }

    @Test
    void shouldEndACompiledLoopThatAsksWhetherTheRegionIsOpen() throws Exception {
        SharedMemory region = SharedMemory.create(key, 64);
        region.unlink();
        Thread writer = new Thread(() -> countWhileOpen(region), "writer");
        writer.setDaemon(true);
        writer.start();
        Eventually.until("the loop is compiled", () -> region.getLongVolatile(0) > 300_000_000);
        region.close();
        writer.join(Duration.ofMinutes(1).toMillis());
        assertThat(writer.isAlive()).as("counts on").isFalse();
    }

    private static void countWhileOpen(SharedMemory region) {
        for (long i = 0; region.isOpen(); i++) {
            region.putLong(0, i);
        }
    }

    @Test
    void shouldNeverCrashThreadsThatAreUsingTheRegion() throws Exception {
        String output = ChildJvm.of(CloseRace.class).args(key, "100").run().requireSuccess();
        assertThat(output.lines()).containsExactly("survived 100");
    }

    @Test
    void shouldNeverCrashInterpretedThreadsEither() throws Exception {
        String output =
                ChildJvm.of(CloseRace.class).vm("-Xint").args(key, "40").run().requireSuccess();
        assertThat(output.lines()).containsExactly("survived 40");
    }
}
