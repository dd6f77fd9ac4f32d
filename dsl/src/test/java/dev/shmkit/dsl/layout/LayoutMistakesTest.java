package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static dev.shmkit.dsl.layout.SampleLayouts.CPU;
import static dev.shmkit.dsl.layout.SampleLayouts.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a layout refuses, and how it says so: nothing in memory changes. */
@ExtendWith(LeavesNothingBehind.class)
class LayoutMistakesTest {
    private final String key = Keys.unique("mistake");
    private SharedMemory region = SharedMemory.create(key, 4096);

    @BeforeEach
    void forgetName() {
        region.unlink();
    }

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void shouldRefuseALayoutLargerThanTheRegion() {
        assertThatThrownBy(() -> table(region, layout("big").int8("all", 5000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"big\" takes 5000 bytes")
                .hasMessageContaining(key)
                .hasMessageContaining("has 4096")
                .hasMessageContaining("larger region");
        assertThatThrownBy(() -> table(region, VECTOR, 4090, 1)).hasMessageContaining("6 of them from offset 4090");
        assertThatThrownBy(() -> table(region, VECTOR, 8192, 1)).hasMessageContaining("0 of them from offset 8192");
        assertThat(table(region, VECTOR, 4096, 0).size()).isZero();
        assertThatThrownBy(() -> table(region, VECTOR, 4097, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot begin at offset 4097")
                .hasMessageContaining("has 4096 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "proces, did you mean \"process\"",
        "hnit, did you mean \"hint\"",
        "Done, did you mean \"done\"",
        "pos.z, 'has no field \"z\"; it has x, y'",
        "ot, 'has no field \"ot\"; it has process, hint, busy'",
        "pso, did you mean \"pos\"",
        "wattage, 'it has process, hint, busy'"
    })
    void shouldNameTheNearestFieldForOneThatIsMissing(String path, String hint) {
        assertThatThrownBy(() -> CPU.field(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no field")
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "process     | seven         | field \"process\" of layout \"cpu\" is int32: it takes a whole number",
                "process.x   | 1             | is int32: there is no \"x\" inside",
                "samples[3]  | 1             | has 3 elements: there is no element 3",
                "samples[99999999999] | 1    | has 3 elements: there is no element 99999999999",
                "process[0]  | 1             | no array: leave the index 0 away",
                "corners.x   | 1             | an array: give an index, 0 to 1",
                "name        | longer than ten | takes 10 bytes of UTF-8, and the text has 15",
                "done        | yes           | takes true or false, not the String yes",
                "samples     | 1             | takes a list or an array",
                "pos         | 1             | takes a map, a record or a row of layout",
                "a b         | 1             | is no field; write it like hint, pos.x or samples[3]"
            })
    void shouldRefuseAValueOfTheWrongTypeAndChangeNothing(String path, String value, String message) {
        Row row = table(region, CPU).row(0);
        assertThatThrownBy(() -> row.set(path, value))
                .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class)
                .hasMessageContaining(message);
        assertThat(region.getBytes(0, new byte[CPU.sizeBytes()])).containsOnly(0);
    }

    /** It may come out of shared memory, too. */
    @Test
    void shouldTellOfAWrongValueInALineThatHarmsNoTerminal() {
        Row row = table(region, CPU).row(0);
        assertThatThrownBy(() -> row.set("process", "\u001b]0;title\u0007\n" + "long".repeat(50)))
                .message()
                .contains("not the String ?]0;title??longlong", "…", "longlong")
                .hasSizeLessThan(160);
    }

    @Test
    void shouldRefuseNumbersThatDoNotFit() {
        Row row = table(region, CPU).row(0);
        assertThatThrownBy(() -> row.set("hint", -1)).hasMessageContaining("uint32: it takes 0 to 4294967295, not -1");
        assertThatThrownBy(() -> row.set(CPU.longField("hint"), 1L << 32)).hasMessageContaining("4294967295");
        assertThatThrownBy(() -> row.set("mode", 8)).hasMessageContaining("uint32:3: it takes 0 to 7, not 8");
        assertThatThrownBy(() -> row.set("process", 1L << 40)).hasMessageContaining("not 1099511627776");
        assertThatThrownBy(() -> row.set("total", -1)).hasMessageContaining("0 to 18446744073709551615");
        FluentLayout small = layout("small").int8("a").uint8("b").int16("c").uint16("d");
        Row others = table(region, small).row(0);
        for (String field : List.of("a", "b", "c", "d")) {
            assertThatThrownBy(() -> others.set(field, 70_000)).hasMessageContaining("not 70000");
        }
        assertThat(region.getBytes(0, new byte[CPU.sizeBytes()])).containsOnly(0);
    }

    @Test
    void shouldRefuseHandlesOfAnotherLayoutAndOfAnotherType() {
        Row row = table(region, CPU).row(0);
        assertThatThrownBy(() -> row.get(VECTOR.floatField("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"x\" of layout \"vector\" is not of this row, whose layout is \"cpu\"");
        assertThatThrownBy(() -> CPU.intField("hint")).hasMessageContaining("ask for longField(\"hint\")");
        assertThatThrownBy(() -> row.get(CPU.longField("samples"))).hasMessageContaining("give an index, 0 to 2");
        assertThatThrownBy(() -> row.getLong("name")).hasMessageContaining("char[10]");
    }

    @Test
    void shouldTellLayoutsOfTheSameNameApart() {
        Table table = table(region, layout("again").int32("x"));
        IntField field = layout("again").int32("x").intField("x");
        String why = ", whose layout is another one named \"again\": it was declared again; make the table again, "
                + "and take the field from the same layout";
        assertThatThrownBy(() -> table.row(0).get(field))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field \"x\" of layout \"again\" is not of this row" + why);
        assertThatThrownBy(() -> table.column(field))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field \"x\" of layout \"again\" is not of this table" + why);
    }

    @Test
    void shouldNameTheGetterThatReadsTheField() {
        Row row = table(region, CPU).row(0);
        Map<ThrowingCallable, String> readers = Map.of(
                () -> row.getInt("hint"), "getLong(\"hint\")",
                () -> row.getInt("samples"), "getLong(\"samples[0]\")",
                () -> row.getLong("name"), "getString(\"name\")",
                () -> row.getDouble("done"), "getBoolean(\"done\")",
                () -> row.getBoolean("process"), "getInt(\"process\")",
                () -> row.getString("pos.x"), "getDouble(\"pos.x\")",
                () -> row.getRow("name"), "getString(\"name\")",
                () -> row.getString("pos"), "getRow(\"pos\")");
        readers.forEach((call, reader) -> assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("; read it with " + reader));
    }

    record Flag(@Width(1) boolean set) {}

    @Test
    void shouldNameTheTypeToTakeForABitOfBool() {
        assertThatThrownBy(() -> layout("x").bits("a", 1, Scalar.BOOL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("_Bool x : 1 take type UINT8");
        assertThatThrownBy(() -> layout(Flag.class)).hasMessageContaining("@Unsigned @Width(1) byte");
    }

    @Test
    void shouldRefuseDeclarationsThatMakeNoSense() {
        FluentLayout x = layout("x");
        for (Runnable declaration : List.<Runnable>of(
                () -> layout(" "),
                () -> x.int32("9"),
                () -> x.int32("a.b"),
                () -> x.int32("a").int64("a"),
                () -> x.int32("a", 0),
                () -> x.chars("a", -1),
                () -> x.padding(0),
                () -> x.bits("a", 33),
                () -> x.bits("a", 1, Scalar.FLOAT32),
                () -> x.struct("a", layout("empty")),
                () -> x.struct("a", VECTOR, 1 << 29),
                () -> table(region, x))) {
            assertThatThrownBy(declaration::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("layout");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record NegativeMany(@Length(-1) int[] many) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record NegativePoints(@Length(-1) SmallPoint[] many) {}

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -2, Integer.MIN_VALUE})
    void shouldRefuseArraysWithoutElements(int count) {
        FluentLayout d = layout("d");
        for (ThrowingCallable declaration : List.<ThrowingCallable>of(
                () -> d.int8("many", count),
                () -> d.int32("many", count),
                () -> d.int64("many", count),
                () -> d.float32("many", count),
                () -> d.bool("many", count),
                () -> d.struct("many", VECTOR, count))) {
            assertThatThrownBy(declaration)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("array \"many\" of layout \"d\" has no " + count + " elements");
        }
    }

    @Test
    void shouldRefuseRecordsWhoseArraysHaveANegativeLength() {
        assertThatThrownBy(() -> layout(NegativeMany.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("array \"many\" of layout \"NegativeMany\" has no -1 elements");
        assertThatThrownBy(() -> layout(NegativePoints.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("array \"many\" of layout \"NegativePoints\" has no -1 elements");
    }

    record NoLength(String text) {}

    record NoType(List<String> texts) {}

    record NotUnsigned(@Unsigned float number) {}

    record Node(int v, Node next) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Tree(int v, @Length(2) Tree[] children) {}

    record Hen(Egg egg) {}

    record Egg(Hen hen) {}

    record Segment(SmallPoint from, SmallPoint to) {}

    record SmallPoint(int x) {}

    @Test
    void shouldRefuseARecordInsideItself() {
        assertThatThrownBy(() -> layout(Node.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("record Node: \"next\" would hold a Node inside a Node, without end")
                .hasMessageContaining("int next");
        assertThatThrownBy(() -> layout(Tree.class)).hasMessageContaining("record Tree: \"children\"");
        assertThatThrownBy(() -> layout(Hen.class)).hasMessageContaining("record Egg: \"hen\" would hold a Hen");
        assertThat(layout(Segment.class).sizeBytes()).isEqualTo(8);
    }

    record LengthOfInt(@Length(8) int x) {}

    record LengthOfRecord(@Length(8) SmallPoint point) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record WidthOfArray(@Width(3) @Length(2) int[] many) {}

    record WidthOfText(@Width(3) @Length(2) String text) {}

    record UnsignedText(@Unsigned @Length(2) String text) {}

    @Test
    void shouldRefuseAnnotationsThatWouldMeanNothing() {
        assertThatThrownBy(() -> layout(LengthOfInt.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("record LengthOfInt: \"x\" is of type int, for which @Length means nothing; leave it away, "
                        + "or take a String or an array");
        assertThatThrownBy(() -> layout(LengthOfRecord.class)).hasMessageContaining("@Length means nothing");
        assertThatThrownBy(() -> layout(WidthOfArray.class)).hasMessageContaining("int[], for which @Width");
        assertThatThrownBy(() -> layout(WidthOfText.class)).hasMessageContaining("take a single integer");
        assertThatThrownBy(() -> layout(UnsignedText.class)).hasMessageContaining("@Unsigned means nothing");
    }

    @Test
    void shouldSayWhyARecordIsNoLayout() {
        assertThatThrownBy(() -> layout(NoLength.class)).hasMessageContaining("@Length(8) String text");
        assertThatThrownBy(() -> layout(NoType.class))
                .hasMessageContaining("\"texts\" is a List, which no layout holds");
        assertThatThrownBy(() -> layout(NotUnsigned.class)).hasMessageContaining("cannot be @Unsigned");
        Row row = table(region, CPU).row(0);
        assertThatThrownBy(() -> row.read(NoLength.class)).hasMessageContaining("has no field \"text\"");
    }
}
