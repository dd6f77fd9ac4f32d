package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a region's pointer does must be what JNA's own pointer to the same address does, in native code. */
@ExtendWith(LeavesNothingBehind.class)
class PointerTest {
    private static final int SIZE = 256;
    private static final int HEADER = 64;

    private final String key = Keys.unique("pointer");
    private final SharedMemory region = SharedMemory.create(key, SIZE);
    private final Pointer pointer = region.pointer();
    private final Pointer jna = new Pointer(Pointer.nativeValue(pointer));

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                read("getByte", p -> p.getByte(3)),
                read("getShort", p -> p.getShort(3)),
                read("getChar", p -> p.getChar(3)),
                read("getInt", p -> p.getInt(3)),
                read("getLong", p -> p.getLong(3)),
                read("getFloat", p -> Float.floatToRawIntBits(p.getFloat(3))),
                read("getDouble", p -> Double.doubleToRawLongBits(p.getDouble(3))),
                read("getNativeLong", p -> p.getNativeLong(3)),
                read("getPointer", p -> p.getPointer(3)),
                read("a null pointer", p -> Arrays.asList(p.getPointer(200))),
                read("getString", p -> p.getString(100)),
                read("getString, Latin", p -> p.getString(100, "ISO-8859-1")),
                read("getWideString", p -> p.getWideString(120)),
                read("an empty text", p -> p.getString(200)),
                read("indexOf", p -> p.indexOf(90, (byte) 0)),
                read("getByteArray", p -> Arrays.toString(p.getByteArray(5, 70))),
                read("getShortArray", p -> Arrays.toString(p.getShortArray(5, 35))),
                read("getCharArray", p -> Arrays.toString(p.getCharArray(5, 17))),
                read("getIntArray", p -> Arrays.toString(p.getIntArray(5, 17))),
                read("getLongArray", p -> Arrays.toString(p.getLongArray(5, 9))),
                read("getFloatArray", p -> Arrays.toString(p.getFloatArray(160, 5))),
                read("getDoubleArray", p -> Arrays.toString(p.getDoubleArray(160, 5))),
                read("getPointerArray", p -> Arrays.toString(p.getPointerArray(8, 3))),
                read("getByteBuffer", p -> p.getByteBuffer(8, 40).order() + " " + hex(p.getByteBuffer(8, 40))),
                read("share", p -> p.share(40).getLong(-8)),
                read("share a part", p -> p.share(40, 8).getLong(0)),
                read("the header", p -> p.getInt(-HEADER + 16)),
                read("the last long", p -> p.getLong(SIZE - Long.BYTES)),
                read("dump", p -> p.dump(0, 64)),
                read("toString", Pointer::toString),
                read("hashCode", Pointer::hashCode));
    }

    static Stream<Arguments> writes() {
        return Stream.of(
                write("setByte", (p, r) -> p.setByte(3, (byte) r.nextInt())),
                write("setShort", (p, r) -> p.setShort(3, (short) r.nextInt())),
                write("setChar", (p, r) -> p.setChar(3, (char) r.nextInt())),
                write("setInt", (p, r) -> p.setInt(3, r.nextInt())),
                write("setLong", (p, r) -> p.setLong(3, r.nextLong())),
                write("setFloat", (p, r) -> p.setFloat(3, r.nextFloat())),
                write("setDouble", (p, r) -> p.setDouble(3, r.nextDouble())),
                write("setPointer", (p, r) -> p.setPointer(3, Pointer.createConstant(r.nextLong()))),
                write("no pointer", (p, r) -> p.setPointer(3, null)),
                write("setString", (p, r) -> p.setString(3, "Größe €")),
                write("setString, Latin", (p, r) -> p.setString(3, "Größe", "ISO-8859-1")),
                write("setWideString", (p, r) -> p.setWideString(3, "Größe €")),
                write("setMemory", (p, r) -> p.setMemory(1, SIZE - 2, (byte) 7)),
                write("clear", (p, r) -> p.clear(SIZE)),
                write("bytes", (p, r) -> p.write(3, new byte[] {1, 2, 3, 4}, 1, 2)),
                write("shorts", (p, r) -> p.write(3, new short[] {1, 2, 3, 4}, 1, 2)),
                write("chars", (p, r) -> p.write(3, new char[] {1, 2, 3, 4}, 1, 2)),
                write("ints", (p, r) -> p.write(3, new int[] {1, 2, 3, 4}, 1, 2)),
                write("longs", (p, r) -> p.write(3, new long[] {1, 2, 3, 4}, 1, 2)),
                write("floats", (p, r) -> p.write(3, new float[] {1, 2, 3, 4}, 1, 2)),
                write("doubles", (p, r) -> p.write(3, new double[] {1, 2, 3, 4}, 1, 2)),
                write("the last byte", (p, r) -> p.setByte(SIZE - 1, (byte) 9)));
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                act("long at the end", p -> p.getLong(SIZE - 7)),
                act("before the header", p -> p.getByte(-HEADER - 1)),
                act("far", p -> p.setByte(Long.MAX_VALUE, (byte) 1)),
                act("far below", p -> p.setByte(Long.MIN_VALUE, (byte) 1)),
                act("copy", p -> p.read(SIZE - 3, new byte[4], 0, 4)),
                act("copy of nothing, negative", p -> p.write(0, new long[4], 0, -1)),
                act("chars", p -> p.write(SIZE - 8, new char[3], 0, 3)),
                act("buffer", p -> p.getByteBuffer(8, SIZE)),
                act("fill", p -> p.setMemory(1, SIZE, (byte) 1)),
                act("share", p -> p.share(SIZE + 1)),
                act("beyond a part", p -> p.share(8, 16).getLong(SIZE - 15)),
                act("text that does not end", p -> p.getString(SIZE - 3)),
                act("wide text that does not end", p -> p.getWideString(SIZE - 12)),
                act("text that is too long", p -> p.setString(SIZE - 3, "abc")),
                act("wide text that is too long", p -> p.setWideString(SIZE - 12, "abc")));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void shouldReadWhatJnaReads(Function<Pointer, Object> read) {
        byte[] contents = new byte[100];
        new Random(42).nextBytes(contents);
        region.putBytes(0, contents).putString(100, "Größe €");
        jna.setWideString(120, "Größe €");
        region.putDouble(160, 0.5).putDouble(168, -1e300).putDouble(176, Math.PI);
        assertThat(read.apply(pointer)).isEqualTo(read.apply(jna)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void shouldWriteWhatJnaWrites(BiConsumer<Pointer, Random> write) {
        byte[] before = new byte[SIZE];
        new Random(42).nextBytes(before);
        region.putBytes(0, before);
        write.accept(jna, new Random(1));
        byte[] expected = region.getBytes(0, new byte[SIZE]);
        assertThat(expected).isNotEqualTo(before);
        region.putBytes(0, before);
        write.accept(pointer, new Random(1));
        assertThat(region.getBytes(0, new byte[SIZE])).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("outside")
    void shouldRefuseWhatIsOutsideOfTheMappingAndWriteNothing(BiConsumer<Pointer, Random> access) {
        byte[] before = new byte[SIZE];
        Arrays.fill(before, (byte) 'x');
        region.putBytes(0, before);
        ThrowingCallable use = () -> access.accept(pointer, new Random(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(use)
                .withMessageContaining("of the pointer");
        assertThat(region.getBytes(0, new byte[SIZE])).isEqualTo(before);
    }

    @Test
    void shouldBeEqualToWhateverLeadsToTheSameAddress() {
        assertThat(pointer).isEqualTo(jna).isEqualTo(region.pointer()).isNotEqualTo(pointer.share(8));
        assertThat(pointer.share(8)).isEqualTo(jna.share(8));
    }

    @Test
    void shouldHoldAStructureOfJna() {
        Sample sample = Structure.newInstance(Sample.class, pointer.share(16));
        sample.count = 42;
        sample.values[2] = 0.5;
        sample.write();
        assertThat(region.getInt(16)).isEqualTo(42);
        assertThat(region.getDouble(40)).isEqualTo(0.5);
        region.putInt(16, 43);
        sample.read();
        assertThat(sample.count).isEqualTo(43);
    }

    @Test
    void shouldHoldAnArrayOfStructuresOfJna() {
        Sample first = Structure.newInstance(Sample.class, pointer);
        Sample[] samples = (Sample[]) first.toArray(4);
        samples[3].count = 42;
        samples[3].write();
        assertThat(region.getInt(3L * first.size())).isEqualTo(42);
        region.putInt(2L * first.size(), 43);
        samples[2].read();
        assertThat(samples[2].count).isEqualTo(43);
    }

    @Test
    void shouldHoldAStructureWithStructuresInside() {
        Outer outer = Structure.newInstance(Outer.class, pointer);
        outer.read();
        outer.samples[1].count = 42;
        outer.write();
        assertThat(region.getInt(8L + outer.samples[0].size())).isEqualTo(42);
        region.putInt(8, 43);
        outer.read();
        assertThat(outer.samples[0].count).isEqualTo(43);
    }

    /** What JNA's users map a C struct with an array of others with. */
    @Structure.FieldOrder({"count", "samples"})
    public static class Outer extends Structure {
        public int count;
        public Sample[] samples = new Sample[2];

        public Outer(Pointer pointer) {
            super(pointer);
        }
    }

    /** What JNA's users map a C struct with. */
    @Structure.FieldOrder({"count", "values"})
    public static class Sample extends Structure {
        public int count;
        public double[] values = new double[3];

        public Sample() {}

        public Sample(Pointer pointer) {
            super(pointer);
        }
    }

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Arrays.toString(bytes);
    }

    private static Arguments read(String name, Function<Pointer, Object> read) {
        return Arguments.of(Named.of(name, read));
    }

    private static Arguments write(String name, BiConsumer<Pointer, Random> write) {
        return Arguments.of(Named.of(name, write));
    }

    private static Arguments act(String name, Consumer<Pointer> access) {
        BiConsumer<Pointer, Random> action = (pointer, random) -> access.accept(pointer);
        return Arguments.of(Named.of(name, action));
    }
}
