package dev.shmkit;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.function.Function;

/** The same bytes of a region as buffers of numbers in the machine's order, all of them empty after {@code close()}. */
record NumberViews(
        ByteBuffer bytes,
        ShortBuffer shorts,
        IntBuffer ints,
        LongBuffer longs,
        FloatBuffer floats,
        DoubleBuffer doubles) {
    /** Of a range that lies inside the region. */
    static NumberViews of(WindowedData region, long offset, int lengthBytes) {
        return new NumberViews(
                view(region, offset, lengthBytes, same -> same),
                view(region, offset, lengthBytes, ByteBuffer::asShortBuffer),
                view(region, offset, lengthBytes, ByteBuffer::asIntBuffer),
                view(region, offset, lengthBytes, ByteBuffer::asLongBuffer),
                view(region, offset, lengthBytes, ByteBuffer::asFloatBuffer),
                view(region, offset, lengthBytes, ByteBuffer::asDoubleBuffer));
    }

    private static <B extends Buffer> B view(
            WindowedData region, long offset, int lengthBytes, Function<ByteBuffer, B> type) {
        return region.endingView(offset, lengthBytes, bytes -> type.apply(bytes.order(ByteOrder.nativeOrder())));
    }
}
