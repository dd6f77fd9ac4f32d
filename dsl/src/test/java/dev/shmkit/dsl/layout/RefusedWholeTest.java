package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static dev.shmkit.dsl.layout.SampleLayouts.CPU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of several parts of which a later one is wrong: the parts before it are not written either. */
@ExtendWith(LeavesNothingBehind.class)
class RefusedWholeTest {
    private static final FluentLayout ALL = layout("all")
            .int8("int8", 2)
            .uint8("uint8", 2)
            .int16("int16", 2)
            .uint16("uint16", 2)
            .int32("int32", 2)
            .uint32("uint32", 2)
            .int64("int64", 2)
            .uint64("uint64", 2)
            .float32("float32", 2)
            .float64("float64", 2)
            .bool("bool", 2);

    private final SharedMemory region = SharedMemory.create(Keys.unique("refused"), 4096);
    private final Row row = table(region, CPU).row(0);

    @BeforeEach
    void forgetName() {
        region.unlink();
    }

    @AfterEach
    void close() {
        region.close();
    }

    record Worker(int process, String name) {}

    record Point(float x, float y) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Corners(int process, Point[] corners) {}

    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }

    static Stream<Object[]> valuesThatAreWrongAtTheEnd() {
        return Stream.of(
                new Object[] {"samples", List.of(1L, 2L, "x"), "takes a whole number, not the String x"},
                new Object[] {"samples", new Object[] {1, 2, 1.5}, "takes a whole number, not the Double 1.5"},
                new Object[] {"samples", List.of(1, 2), "has 3 elements, not 2"},
                new Object[] {"samples", Arrays.asList(1, null, 2, 3), "\"samples\" of layout \"cpu\" takes no null"},
                new Object[] {"samples", new Long[] {1L, 2L, null}, "element 2 is one"},
                new Object[] {"pos", ordered("x", 1, "y", "north"), "\"y\" of layout \"vector\" is float32"},
                new Object[] {"pos", ordered("x", 1, "z", 2), "no field \"z\""},
                new Object[] {"pos", ordered("x", 1, "y", null), "takes no null for \"y\""},
                new Object[] {"corners", List.of(Map.of("x", 1), Map.of("y", "north")), "takes a number"},
                new Object[] {"corners", List.of(new Point(1, 2), new Worker(1, "")), "no field \"process\""});
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreWrongAtTheEnd")
    void shouldRefuseAValueThatIsWrongInOnePartAsAWhole(String path, Object value, String message) {
        assertThatThrownBy(() -> row.set(path, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(region.getBytes(0, new byte[CPU.sizeBytes()])).containsOnly(0);
    }

    @Test
    void shouldRefuseARecordThatIsWrongInOneComponentAsAWhole() {
        for (Record wrong : List.of(
                new Worker(7, "longer than ten"),
                new Worker(7, null),
                new Corners(7, new Point[] {new Point(1, 2)}),
                new Corners(7, new Point[] {new Point(1, 2), null}))) {
            assertThatThrownBy(() -> row.write(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(region.getBytes(0, new byte[CPU.sizeBytes()])).containsOnly(0);
    }

    @Test
    void shouldRefuseAnElementThatDoesNotFitInAnArrayOfEveryType() {
        Row arrays = table(region, ALL).row(0);
        for (Field field : ALL.fields()) {
            Object good = field instanceof BooleanField ? true : 1;
            Object bad = field instanceof FloatField || field instanceof DoubleField ? "1" : 1L << 40;
            Object wide = field.name().equals("int64") ? "1" : field.name().equals("uint64") ? -1 : bad;
            assertThatThrownBy(() -> arrays.set(field.name(), List.of(good, wide)))
                    .as(field.name())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(field.name());
        }
        assertThat(region.getBytes(0, new byte[ALL.sizeBytes()])).containsOnly(0);
    }

    @Test
    void shouldRefuseNumbersTooLargeForAFloat() {
        Row arrays = table(region, ALL).row(0);
        BigDecimal huge = new BigDecimal("-1e400");
        assertThatThrownBy(() -> arrays.set("float32", List.of(1, 1e300)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32[2]: it takes -3.4028235E38 to 3.4028235E38, not 1.0E300");
        assertThatThrownBy(() -> arrays.set("float32", List.of(1, huge))).hasMessageContaining("not -1E+400");
        assertThatThrownBy(() -> arrays.set("float64", List.of(1, huge))).hasMessageContaining("not -1E+400");
        assertThat(region.getBytes(0, new byte[ALL.sizeBytes()])).containsOnly(0);
    }

    @Test
    void shouldTakeInfinitiesAndNotANumberWhenTheyAreGiven() {
        Row arrays = table(region, ALL).row(0);
        arrays.set("float32", List.of(Double.NEGATIVE_INFINITY, Double.NaN))
                .set("float64", List.of(Float.POSITIVE_INFINITY, Float.NaN));
        assertThat(arrays.get("float32")).isEqualTo(List.of(Float.NEGATIVE_INFINITY, Float.NaN));
        assertThat(arrays.get("float64")).isEqualTo(List.of(Double.POSITIVE_INFINITY, Double.NaN));
        arrays.set("float32", List.of(Float.MAX_VALUE, (double) Float.MIN_VALUE));
        assertThat(arrays.get("float32")).isEqualTo(List.of(Float.MAX_VALUE, Float.MIN_VALUE));
    }

    @Test
    void shouldWriteTheLeastAndTheGreatestOfEveryWidth() {
        Row arrays = table(region, ALL).row(0);
        arrays.set("int8", List.of(-128, 127))
                .set("uint8", List.of(0, 255))
                .set("int16", List.of(-32768, 32767))
                .set("uint16", List.of(0, 65535))
                .set("int32", List.of(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .set("uint32", List.of(0L, 4_294_967_295L))
                .set("int64", List.of(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(arrays.get("int8")).isEqualTo(List.of(-128, 127));
        assertThat(arrays.get("uint8")).isEqualTo(List.of(0, 255));
        assertThat(arrays.get("int16")).isEqualTo(List.of(-32768, 32767));
        assertThat(arrays.get("uint16")).isEqualTo(List.of(0, 65535));
        assertThat(arrays.get("int32")).isEqualTo(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE));
        assertThat(arrays.get("uint32")).isEqualTo(List.of(0L, 4_294_967_295L));
        assertThat(arrays.get("int64")).isEqualTo(List.of(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThatThrownBy(() -> arrays.set("int8[0]", -129)).hasMessageContaining("-128 to 127, not -129");
        assertThatThrownBy(() -> arrays.set("uint16[0]", 65536)).hasMessageContaining("0 to 65535, not 65536");
    }
}
