package dev.shmkit.dsl;

import static dev.shmkit.dsl.Shm.shm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.RegionNotFoundException;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the session does when somebody else removes the name of a region that it keeps. */
@ExtendWith(LeavesNothingBehind.class)
class SessionTest {
    private final String key = Keys.unique("session");
    private final RegionSpec spec = shm(key).size(64);

    @AfterEach
    void endSession() {
        Shm.closeSession();
    }

    @Test
    void shouldUseTheNewRegionOnceTheNameHasOne() throws IOException {
        spec.withLock(r -> r.putLong(0, 1));
        Files.delete(Keys.path(key));
        try (SharedMemory remade = SharedMemory.create(key, 64)) {
            remade.putLong(0, 2);
            Eventually.until("a spec that was used sees the new region", () -> spec.withLock(r -> r.getLong(0)) == 2);
            assertThat(shm(key).<Long>withLock(r -> r.getLong(0))).isEqualTo(2);
            remade.unlink();
        }
    }

    @Test
    void shouldSayThatThereIsNoneOnceTheNameIsGone() throws IOException {
        SharedMemory kept = spec.withLock(r -> r);
        Files.delete(Keys.path(key));
        Eventually.until("the region is let go of", () -> !lets(() -> shm(key).withLock(r -> r)));
        assertThatThrownBy(() -> shm(key).withLock(r -> r)).isInstanceOf(RegionNotFoundException.class);
        assertThat(kept.putLong(0, 3).getLong(0)).isEqualTo(3);
        assertThat(kept.hasName()).isFalse();
        kept.close();
    }

    @Test
    void shouldMakeTheRegionAnewOnceItsBodyHasUnlinkedIt() {
        SharedMemory first = spec.withLock(r -> r);
        spec.runLocked(SharedMemory::unlink);
        Eventually.until("it is made anew", () -> spec.withLock(r -> r) != first);
        first.close();
        shm(key).unlink();
    }

    @Test
    void shouldKeepARegionAsLongAsItHasItsName() {
        SharedMemory first = spec.withLock(r -> r);
        long started = System.nanoTime();
        Eventually.until("two looks", () -> System.nanoTime() - started > 1_100_000_000L);
        assertThat(spec.<SharedMemory>withLock(r -> r)).isSameAs(first);
        assertThat(first.hasName()).isTrue();
        shm(key).unlink();
    }

    private static boolean lets(Runnable use) {
        try {
            use.run();
            return true;
        } catch (RegionNotFoundException e) {
            return false;
        }
    }
}
