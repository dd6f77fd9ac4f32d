package dev.shmkit;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.function.Function;

/** The same bytes of a region as buffers of numbers in the machine's order, all of them empty after {@code close()}. */
record NumberViews(IntBuffer ints, LongBuffer longs, FloatBuffer floats, DoubleBuffer doubles) {
    /** From an offset to the region's end, or as far as a buffer reaches. */
    static NumberViews of(WindowedData region, long offset) {
        return new NumberViews(
                view(region, offset, ByteBuffer::asIntBuffer),
                view(region, offset, ByteBuffer::asLongBuffer),
                view(region, offset, ByteBuffer::asFloatBuffer),
                view(region, offset, ByteBuffer::asDoubleBuffer));
    }

    private static <B extends Buffer> B view(WindowedData region, long offset, Function<ByteBuffer, B> type) {
        int lengthBytes = (int) Math.min(region.size() - offset, Integer.MAX_VALUE);
        return region.endingView(offset, lengthBytes, bytes -> type.apply(bytes.order(ByteOrder.nativeOrder())));
    }
}
