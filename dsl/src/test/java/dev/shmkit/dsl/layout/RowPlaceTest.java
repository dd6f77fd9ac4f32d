package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.lang.reflect.Modifier;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a row's accesses go is not checked at each of them: so it must be right beforehand, whatever a program tries. */
@ExtendWith(LeavesNothingBehind.class)
class RowPlaceTest {
    private static final int ROUNDS = 2000;

    @ParameterizedTest
    @ValueSource(
            classes = {Row.class, NumberRow.class, Table.class, Column.class, BooleanColumn.class, IntColumn.class})
    void shouldNotBeGivenByPrograms(Class<?> type) {
        assertThat(type.getDeclaredConstructors())
                .isNotEmpty()
                .allMatch(constructor -> constructor.isSynthetic() || Modifier.isPrivate(constructor.getModifiers()));
    }

    @Test
    void shouldBeRightFarInsideOfARow() {
        FluentLayout far = layout("far")
                .padding((1 << 20) - 4)
                .int32("near", 2)
                .int32("behind")
                .int64("long");
        try (SharedMemory region = SharedMemory.create(Keys.unique("far"), 3 << 20, RegionOption.TEMPORARY)) {
            Row row = table(region, far).row(1);
            row.set(far.intField("near"), 1, 5).set(far.intField("behind"), -6).set(far.longField("long"), -7);
            long start = far.sizeBytes() + (1L << 20);
            assertThat(region.getInt(start)).isEqualTo(5).isEqualTo(row.get(far.intField("near"), 1));
            assertThat(region.getInt(start + 4)).isEqualTo(-6).isEqualTo(row.get(far.intField("behind")));
            assertThat(region.getLong(start + 8)).isEqualTo(-7).isEqualTo(row.get(far.longField("long")));
        }
    }

    /** Of the last row, a byte more would be behind the region. */
    @Test
    void shouldNotBeMovedByAFieldThatComesWhileATableIsMade() throws Exception {
        try (SharedMemory region = SharedMemory.create(Keys.unique("grown"), 64, RegionOption.TEMPORARY)) {
            int both = 0;
            for (int i = 0; i < ROUNDS; i++) {
                LateLayout layout = new LateLayout();
                CyclicBarrier barrier = new CyclicBarrier(2);
                AtomicReference<@Nullable LongField> added = new AtomicReference<>();
                Thread other = new Thread(() -> added.set(layout.grow(barrier)));
                other.start();
                barrier.await();
                @Nullable Table table = tableOf(region, layout);
                other.join();
                LongField late = added.get();
                if (table != null && late != null) {
                    assertThat(table.size() * layout.sizeBytes()).isLessThanOrEqualTo(64);
                    assertThat(table.row(table.size() - 1).get(late)).isZero();
                    both++;
                }
            }
            assertThat(both)
                    .as("rounds in which the field came before the table")
                    .isPositive();
        }
    }

    private static @Nullable Table tableOf(SharedMemory region, LateLayout layout) {
        try {
            return table(region, layout);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("got a field while a table was made of it");
            return null;
        }
    }

    @Test
    void shouldNotBeFixedByATableThatAClosedRegionCannotHave() {
        SharedMemory region = SharedMemory.create(Keys.unique("closed"), 64, RegionOption.TEMPORARY);
        region.close();
        LateLayout layout = new LateLayout();
        assertThatIllegalStateException()
                .isThrownBy(() -> table(region, layout))
                .withMessageContaining("is closed");
        assertThat(layout.grow().offset()).isEqualTo(8);
        FluentLayout large = layout("large").int64("x", 9);
        assertThatIllegalStateException().isThrownBy(() -> table(region, large)).withMessageContaining("is closed");
    }

    @Test
    void shouldBeFixedOnceThereAreRows() {
        try (SharedMemory region = SharedMemory.create(Keys.unique("fixed"), 64, RegionOption.TEMPORARY)) {
            LateLayout layout = new LateLayout();
            assertThat(table(region, layout).size()).isEqualTo(8);
            assertThatIllegalStateException().isThrownBy(layout::grow).withMessageContaining("takes no more fields");
            LateLayout other = new LateLayout();
            LongField late = other.grow();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table(region, layout).row(7).get(late));
        }
    }
}
