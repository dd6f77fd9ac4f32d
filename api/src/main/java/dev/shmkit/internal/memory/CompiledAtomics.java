package dev.shmkit.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Has HotSpot compile the atomic accesses of a buffer before the first region is used. A page that goes away under compiled code
 * is an error that Java code can catch, whatever the access. Interpreted code knows no such error for compare-and-set and
 * exchange (unsafe.cpp: they have no {@code GuardUnsafeAccess}), so that another process's truncation would end the JVM.
 *
 * <p>Nobody tells when something was compiled. But it is told by the time that it takes: called by interpreted code, a
 * microsecond if it is interpreted itself, a tenth of that if it is compiled.
 */
public final class CompiledAtomics {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int ROUNDS = 64;
    private static final int COMPILED_NANOS = 350;

    /** What is called 200 times is compiled, and must not be here: see {@link #nanosToExchange}. */
    private static final int LOOKS = 40;

    private static final int TRIES = 4;

    /** What the accesses consist of is compiled by and by. */
    private static final int SURE = 3;

    /** For the compilers, which may have no other processor. */
    private static final long PAUSE_NANOS = 1_000_000;

    /** What buffers' accesses have as a parameter, by JDK. HotSpot takes no method into its caller whose parameters' classes it has not loaded. */
    private static final List<String> SCOPES =
            List.of("jdk.internal.misc.ScopedMemoryAccess$Scope", "jdk.internal.foreign.MemorySessionImpl");

    static {
        SCOPES.forEach(CompiledAtomics::load);
        compile(ByteBuffer.allocateDirect(Long.BYTES));
    }

    private CompiledAtomics() {}

    /** Asked before a region is used: waits some 15 ms when it is the first of this JVM. */
    public static void require() {}

    private static void load(String className) {
        try {
            Class.forName(className, false, null);
        } catch (ClassNotFoundException e) {
            // Another JDK's.
        }
    }

    private static void compile(ByteBuffer scratch) {
        int inARow = 0;
        for (int i = 0; i < LOOKS && inARow < SURE; i++) {
            for (int j = 0; j < ROUNDS; j++) {
                round(scratch);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            inARow = compiled(scratch) ? inARow + 1 : 0;
        }
    }

    private static boolean compiled(ByteBuffer scratch) {
        long compareNanos = Long.MAX_VALUE;
        long compareLongNanos = Long.MAX_VALUE;
        long exchangeNanos = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            compareNanos = Math.min(compareNanos, nanosToCompare(scratch));
            compareLongNanos = Math.min(compareLongNanos, nanosToCompareLong(scratch));
            exchangeNanos = Math.min(exchangeNanos, nanosToExchange(scratch));
        }
        return Math.max(exchangeNanos, Math.max(compareNanos, compareLongNanos)) < COMPILED_NANOS;
    }

    private static long nanosToCompare(ByteBuffer scratch) {
        long started = System.nanoTime();
        boolean unused = INT.compareAndSet(scratch, 0, 0, 0);
        return System.nanoTime() - started;
    }

    private static long nanosToCompareLong(ByteBuffer scratch) {
        long started = System.nanoTime();
        boolean unused = LONG.compareAndSet(scratch, 0, 0L, 0L);
        return System.nanoTime() - started;
    }

    /** Called seldom enough to be interpreted itself: compiled code would have the exchange inside of itself and tell nothing. */
    private static long nanosToExchange(ByteBuffer scratch) {
        long started = System.nanoTime();
        int unused = (int) INT.getAndSet(scratch, 0, 0);
        return System.nanoTime() - started;
    }

    /**
     * Each several times, so that it is compiled before this method is, which would take it in. And each with success and
     * without: what a compiler has never seen it leaves to be interpreted.
     */
    private static boolean round(ByteBuffer scratch) {
        boolean ints = INT.compareAndSet(scratch, 0, 0, 1)
                && !INT.compareAndSet(scratch, 0, 0, 1)
                && INT.compareAndSet(scratch, 0, 1, 2)
                && !INT.compareAndSet(scratch, 0, 1, 2);
        int exchanged = (int) INT.getAndSet(scratch, 0, 1)
                + (int) INT.getAndSet(scratch, 0, 2)
                + (int) INT.getAndSet(scratch, 0, 3)
                + (int) INT.getAndSet(scratch, 0, 0);
        boolean longs = LONG.compareAndSet(scratch, 0, 0L, 1L)
                && !LONG.compareAndSet(scratch, 0, 0L, 1L)
                && LONG.compareAndSet(scratch, 0, 1L, 0L)
                && !LONG.compareAndSet(scratch, 0, 1L, 0L);
        return ints && longs && exchanged != 0;
    }
}
