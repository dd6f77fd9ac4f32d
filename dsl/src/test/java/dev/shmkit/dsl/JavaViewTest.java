package dev.shmkit.dsl;

import static dev.shmkit.dsl.Shm.closeSession;
import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.regions;
import static dev.shmkit.dsl.Shm.shm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.AttachTimeoutException;
import dev.shmkit.InsecureRegionException;
import dev.shmkit.LockState;
import dev.shmkit.RegionExistsException;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.layout.Layout;
import dev.shmkit.dsl.layout.Row;
import dev.shmkit.dsl.layout.Table;
import dev.shmkit.dsl.watch.Series;
import dev.shmkit.dsl.watch.Watch;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.SelfProcess;
import java.lang.reflect.Method;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs as Java and JShell see them. */
@ExtendWith(LeavesNothingBehind.class)
class JavaViewTest {
    private final String key = Keys.unique("java");

    @AfterEach
    void removeRegion() {
        closeSession();
        try {
            shm(key).unlink();
        } catch (RegionNotFoundException e) {
            // The test has removed it itself.
        }
    }

    @Test
    void shouldCreateLockAndReturnWhatTheBodyReturns() {
        SharedMemory region = shm(key).size(4096).secure().withLock(r -> r.putLong(0, 42));
        assertThat(region.size()).isEqualTo(4096);
        assertThat(region.attributes().secure()).isTrue();
        long v = shm(key).withLock(r -> r.getLong(0));
        assertThat(v).isEqualTo(42);
    }

    @Test
    void shouldRunBodiesOfSeveralStatements() {
        shm(key).size(4096).runLocked(r -> {
            r.putLong(0, 1);
            r.putLong(8, 2);
        });
        long sum = shm(key).withLock(r -> r.getLong(0) + r.getLong(8));
        assertThat(sum).isEqualTo(3);
    }

    @Test
    void shouldHoldTheLockOnlyWhileTheBodyRuns() {
        LockState.State during = shm(key).size(64).withLock(r -> r.lockState().state());
        LockState.State after = shm(key).withLock(r -> r).lockState().state();
        assertThat(during).isEqualTo(LockState.State.HELD);
        assertThat(after).isEqualTo(LockState.State.FREE);
    }

    @Test
    void shouldReleaseTheLockWhenTheBodyThrows() {
        assertThatThrownBy(() -> shm(key).size(64).runLocked(r -> {
                    throw new IllegalArgumentException("body");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("body");
        assertThat(shm(key).<SharedMemory>withLock(r -> r).lockState().state()).isEqualTo(LockState.State.FREE);
    }

    @Test
    void shouldUseOneRegionForTheWholeSession() {
        SharedMemory first = shm(key).size(64).withLock(r -> r);
        SharedMemory second = shm(key.substring(1)).withLock(r -> r);
        assertThat(second).isSameAs(first);
        assertThat(first.isOpen()).isTrue();
        shm(key).close();
        assertThat(first.isOpen()).isFalse();
        SharedMemory third = shm(key).withLock(r -> r);
        assertThat(third).isNotSameAs(first);
    }

    @Test
    void shouldNotFindARegionThatNobodyCreated() {
        assertThatThrownBy(() -> shm(key).withLock(r -> r.getLong(0)))
                .isInstanceOf(RegionNotFoundException.class)
                .hasMessageContaining(key)
                .hasMessageEndingWith(
                        "; or give a size, with which it is created now: shm(\"" + key + "\").size(4096)");
        assertThatThrownBy(() -> shm(key).open())
                .isInstanceOf(RegionNotFoundException.class)
                .hasNoCause()
                .hasStackTraceContaining("SharedMemory.attach");
        assertThatThrownBy(() -> shm(key).attach(Duration.ofMillis(20)))
                .isInstanceOf(AttachTimeoutException.class)
                .hasMessageContaining("waited");
        assertThatThrownBy(() -> shm(key).create())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a size");
    }

    @Test
    void shouldRefuseASizeThatDisagreesAndChangeNothing() {
        shm(key).size(4096).runLocked(r -> r.putLong(0, 7));
        for (Runnable use : new Runnable[] {
            () -> shm(key).size(8192).withLock(r -> r),
            () -> shm(key).size(8192).open(),
            () -> shm(key).size(8192).attach()
        }) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(RegionExistsException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining("4096 bytes, not 8192")
                    .hasMessageContaining("unlink it first");
        }
        long kept = shm(key).withLock(r -> r.getLong(0));
        assertThat(kept).isEqualTo(7);
    }

    @Test
    void shouldRefuseASizeThatNoRegionCanHaveAsSoonAsItIsGiven() {
        for (ThrowingCallable given : new ThrowingCallable[] {
            () -> SharedMemory.create(key, 0), () -> shm(key).size(0), () -> shm(key).size("0 B")
        }) {
            assertThatThrownBy(given)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot create region \"" + key + "\" of 0 bytes; a size is 1 to "
                            + (Long.MAX_VALUE - 64) + " bytes, like size(4096)");
        }
        assertThatThrownBy(() -> shm(key).size(-5)).hasMessageContaining(" of -5 bytes; a size is 1 to ");
        assertThatThrownBy(() -> shm(key).size(Long.toString(Long.MAX_VALUE)))
                .hasMessageContaining("; a size is 1 to ");
    }

    @Test
    void shouldNameTheRegionWhoseSizeIsNotUnderstood() {
        assertThatThrownBy(() -> shm(key).size("1e3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("size \"1e3\" of region \"" + key + "\" is not understood");
        assertThatThrownBy(() -> shm(key).size("4 Kb"))
                .hasMessageContaining("\" of region \"" + key + "\" may mean bits");
        assertThatThrownBy(() -> shm(key).size("1.5 B")).hasMessageContaining(key);
    }

    @Test
    void shouldCreateNothingForALayoutThatDoesNotFitTheGivenSize() {
        Layout wide = layout("wide").int64("a").int64("b");
        assertThatThrownBy(() -> shm(key).size(8).table(wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layout \"wide\" takes 16 bytes, and region \"" + key
                        + "\" is given 8; give a larger size or take a smaller layout");
        assertThatThrownBy(() -> shm(key).size(64).table(layout("empty"))).hasMessageContaining("has no fields");
        assertThat(Keys.path(key)).doesNotExist();
        assertThat(shm(key).size(64).table(wide).size()).isEqualTo(4);
    }

    @Test
    void shouldRefuseSecureOnARegionThatOthersCanOpen() {
        try (SharedMemory open = SharedMemory.create(key, 64)) {
            assertThatThrownBy(() -> shm(key).secure().attach())
                    .isInstanceOf(InsecureRegionException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining("rw-rw-rw-")
                    .hasMessageContaining("unlink it");
            assertThatThrownBy(() -> shm(key).size(64).secure().withLock(r -> r))
                    .isInstanceOf(InsecureRegionException.class);
            assertThat(open.attributes().mode()).isEqualTo("rw-rw-rw-");
        }
    }

    @Test
    void shouldRefuseAnotherUsersRegionAsSecure() {
        assumeTrue(SelfProcess.isRoot(), "only root can give a region away");
        try (SharedMemory region = shm(key).size(64).secure().create()) {
            assertThat(shm(key).size(64).secure().<SharedMemory>withLock(r -> r.putLong(0, 1)))
                    .isNotNull();
            shm(key).close();
            region.chown(65534, 65534);
            assertThatThrownBy(() -> shm(key).size(64).secure().withLock(r -> r))
                    .isInstanceOf(InsecureRegionException.class)
                    .hasMessageContainingAll(key, "belongs to ", "leave secure() away");
            assertThat(shm(key).<Long>withLock(r -> r.getLong(0))).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseToLockARawRegionBeforeAnythingIsMade() {
        assertThatThrownBy(() -> shm(key).size(64).raw().withLock(r -> r))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(key);
        assertThat(Keys.path(key)).doesNotExist();
    }

    @Test
    void shouldOpenRawRegionsWithDataFromTheFirstByte() {
        try (SharedMemory raw = shm(key).size("8 B").raw().create()) {
            raw.putLong(0, 5);
            assertThat(Keys.path(key)).hasSize(8);
            try (SharedMemory again = shm(key).raw().attach(Duration.ofSeconds(1))) {
                assertThat(again.getLong(0)).isEqualTo(5);
            }
        }
    }

    @Test
    void shouldRemoveATemporaryRegionWhenTheSessionCloses() {
        shm(key).size(64).temporary().runLocked(r -> r.putByte(0, (byte) 1));
        assertThat(Keys.path(key)).exists();
        closeSession();
        assertThat(Keys.path(key)).doesNotExist();
    }

    @Test
    void shouldCreateAnewAfterUnlinkEvenFromInsideTheBody() {
        shm(key).size(64).runLocked(r -> {
            r.putLong(0, 1);
            shm(key).unlink();
            r.putLong(0, 2);
        });
        assertThat(Keys.path(key)).doesNotExist();
        long fresh = shm(key).size(64).withLock(r -> r.getLong(0));
        assertThat(fresh).isZero();
    }

    @Test
    void shouldCreateRobustRegionsThatOnlyPlatformThreadsLock() {
        shm(key).size(64).robust().onAbandoned(r -> r.putLong(0, -1)).runLocked(r -> r.putLong(0, 1));
        try (SharedMemory words = shm(key).raw().attach()) {
            assertThat(words.getInt(16)).as("kind ERRORCHECK|ROBUST|PSHARED").isEqualTo(146);
        }
        long untouched = shm(key).withLock(r -> r.getLong(0));
        assertThat(untouched).isEqualTo(1);
    }

    @Test
    void shouldRefuseToPromiseARobustLockThatIsNone() {
        shm(key).size(64).runLocked(r -> r.putLong(0, 1));
        assertThatThrownBy(() -> shm(key).robust().withLock(r -> r.getLong(0)))
                .isExactlyInstanceOf(RegionExistsException.class)
                .hasMessageContainingAll(key, "exists with a lock that is not robust", "leave robust() away");
        assertThatThrownBy(() -> shm(key).robust().attach()).isExactlyInstanceOf(RegionExistsException.class);
        assertThatThrownBy(() -> shm(key).raw().robust())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(key, "cannot be both raw() and robust()");
        assertThatThrownBy(() -> SharedMemory.create(key + "-2", 64, RegionOption.RAW, RegionOption.ROBUST))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + "-2");
    }

    @ParameterizedTest
    @ValueSource(classes = {RegionSpec.class, Shm.class, Watch.class, Series.class, Row.class, Table.class})
    void shouldOfferOnlyMethodsThatJavaCanCall(Class<?> type) {
        assertThat(type.getMethods())
                .filteredOn(method -> !method.isSynthetic())
                .isNotEmpty()
                .extracting(Method::getName)
                .allSatisfy(name -> assertThat(name).doesNotContain("-"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 28})
    void shouldListARegionWithItsHolder(int hintLength) {
        String listed = Keys.unique("k".repeat(hintLength));
        String holder = "java[%d]".formatted(ProcessHandle.current().pid());
        String table =
                shm(listed).size("1.5 KiB").secure().withLock(r -> regions().toString());
        assertThat(table.lines().filter(line -> line.startsWith(listed)))
                .singleElement()
                .asString()
                .contains("1.5 KiB", "HELD", holder, "tid");
        assertThat(table.lines()).anyMatch(line -> line.startsWith("KEY "));
        shm(listed).unlink();
    }
}
