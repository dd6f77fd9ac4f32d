package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class UnlinkTest {
    private final String key = Keys.unique("unlinked");

    @Test
    void shouldRemoveTheNameAndLeaveTheMemoryToAllWhoMapIt() {
        try (SharedMemory owner = SharedMemory.create(key, 64);
                SharedMemory user = SharedMemory.attach(key, Duration.ZERO)) {
            user.unlink();
            assertThat(owner.path()).doesNotExist();
            owner.putLong(0, 42);
            assertThat(user.getLong(0)).isEqualTo(42);
            owner.lock().close();
            assertThat(user.lockState().state()).isEqualTo(LockState.State.FREE);
            assertThat(user.attributes().mode()).isEqualTo("rw-rw-rw-");
        }
    }

    @Test
    void shouldUnlinkByKeyWithoutOpening() {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            SharedMemory.unlink(key);
            assertThat(region.path()).doesNotExist();
            assertThat(region.getLong(0)).isZero();
        }
    }

    @Test
    void shouldSayThatTheNameIsGoneAlready() {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            region.unlink();
            Refusal.of(region::unlink, RegionNotFoundException.class, key, "unlink", "does not exist (ENOENT)");
        }
    }

    @Test
    void shouldLeaveAnotherRegionAloneThatHasTakenTheName() {
        try (SharedMemory first = SharedMemory.create(key, 64)) {
            SharedMemory.unlink(key);
            try (SharedMemory second = SharedMemory.create(key, 128)) {
                Refusal.of(
                        first::unlink,
                        RegionNotFoundException.class,
                        key,
                        "unlink",
                        "another file has taken its name " + first.path(),
                        "and stays");
                assertThat(second.path()).exists().hasSize(64 + 128);
                second.unlink();
            }
        }
    }

    @Test
    void shouldLeaveAnotherFileAloneThatHasTakenTheNameOfATemporaryRegion() throws Exception {
        SharedMemory first = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
        SharedMemory.unlink(key);
        Files.writeString(first.path(), "another's");
        first.close();
        assertThat(first.path()).hasContent("another's");
        Files.delete(first.path());
    }

    @Test
    void shouldFreeTheKeyForANewRegion() {
        for (int i = 0; i < 20; i++) {
            try (SharedMemory region = SharedMemory.create(key, 64)) {
                assertThat(region.getLong(0)).isZero();
                region.putLong(0, i + 1);
                region.unlink();
            }
        }
    }
}
