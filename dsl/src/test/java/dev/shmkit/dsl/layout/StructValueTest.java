package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Structs inside of rows as values: what reading them gives can be written again. */
@ExtendWith(LeavesNothingBehind.class)
class StructValueTest {
    private static final FluentLayout POINT = layout("point").int32("x").bits("n", 3, Scalar.INT8);
    private static final FluentLayout SHAPE =
            layout("shape").struct("one", POINT).struct("some", POINT, 3);

    private final SharedMemory region = SharedMemory.create(Keys.unique("struct"), 4096, RegionOption.TEMPORARY);
    private final Table table = table(region, SHAPE);

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void shouldTakeARowOfItsLayout() {
        Row row = table.row(0).set("some[1]", Map.of("x", 7, "n", -2));
        row.set("one", row.get("some[1]"));
        assertThat(row.get("one.x")).isEqualTo(7);
        assertThat(row.getLong("one.n")).isEqualTo(-2);
    }

    @Test
    void shouldTakeAllRowsOfAnArrayAsTheyWere() {
        Row row = table.row(0);
        for (int i = 0; i < 3; i++) {
            row.set("some[" + i + "].x", i);
        }
        Row other = table.row(1).set("some", row.get("some"));
        assertThat(other.get("some[2].x")).isEqualTo(2);
        List<Row> turned = List.of(row.getRow("some[2]"), row.getRow("some[1]"), row.getRow("some[0]"));
        row.set("some", turned);
        assertThat(row.get("some[0].x")).isEqualTo(2);
        assertThat(row.get("some[2].x")).isEqualTo(0);
    }

    @Test
    void shouldRefuseARowOfAnotherLayout() {
        Row row = table.row(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.set("one", row))
                .withMessage(
                        "field \"one\" of layout \"shape\" is struct point: it takes a map, a record or a row of layout "
                                + "\"point\", not the Row of layout \"shape\"");
    }

    @Test
    void shouldTellARowOfALayoutThatWasDeclaredAgain() {
        Row again = table(region, POINT.packed()).row(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row(0).set("one", again))
                .withMessageEndingWith("not the Row of another layout named \"point\"");
    }

    @Test
    void shouldNameEachElementOfAnArray() {
        assertThat(table.row(0).get("some"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .map(Object::toString)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("some[0]: point"),
                        second -> assertThat(second).startsWith("some[1]: point"),
                        third -> assertThat(third).startsWith("some[2]: point"));
    }

    @Test
    void shouldSayHowBitsAreRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row(0).getInt("one.n"))
                .withMessageEndingWith(
                        "is int8:3, not a number of a type that int always holds; read it with getLong(\"one.n\")");
    }
}
