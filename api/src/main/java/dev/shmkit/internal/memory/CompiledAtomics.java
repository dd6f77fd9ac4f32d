package dev.shmkit.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Has HotSpot compile the atomic accesses of a buffer before the first region is used. A page that goes away under compiled code
 * is an error that Java code can catch, whatever the access. Interpreted code knows no such error for a compare-and-set
 * (unsafe.cpp: it has no {@code GuardUnsafeAccess}), so that another process's truncation would end the JVM.
 *
 * <p>Nobody tells when something was compiled. But it is told by the time that it takes: an interpreted compare-and-set takes a
 * microsecond, a compiled one some ten nanoseconds.
 */
public final class CompiledAtomics {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int ROUNDS = 64;
    private static final int COMPILED_NANOS = ROUNDS * 100;

    /** Where compilers are slow, or there are none. */
    private static final long AT_MOST_NANOS = 100_000_000;

    static {
        warmUp(ByteBuffer.allocateDirect(Long.BYTES));
    }

    private CompiledAtomics() {}

    /** Asked before a region is used: waits some 30 ms when it is the first of this JVM. */
    public static void require() {}

    private static void warmUp(ByteBuffer scratch) {
        long started = System.nanoTime();
        while (nanosOfRounds(scratch) > COMPILED_NANOS && System.nanoTime() - started < AT_MOST_NANOS) {
            Thread.onSpinWait();
        }
    }

    private static long nanosOfRounds(ByteBuffer scratch) {
        long started = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            round(scratch);
        }
        return System.nanoTime() - started;
    }

    /** Each with success and without: what a compiler has never seen it leaves to be interpreted. */
    private static boolean round(ByteBuffer scratch) {
        boolean once = INT.compareAndSet(scratch, 0, 0, 1) && !INT.compareAndSet(scratch, 0, 0, 1);
        INT.setVolatile(scratch, 0, 0);
        boolean onceLong = LONG.compareAndSet(scratch, 0, 0L, 1L) && !LONG.compareAndSet(scratch, 0, 0L, 1L);
        LONG.setVolatile(scratch, 0, 0L);
        return once && onceLong;
    }
}
