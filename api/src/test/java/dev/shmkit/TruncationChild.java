package dev.shmkit;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntToLongFunction;

/** A program of its own, because it must not crash: uses a region whose file another process truncates. */
final class TruncationChild {
    static final int SIZE = 1 << 20;
    private static final int FAR = 500_000;
    private static final int RUN = 64;
    private static final int WARM_UP = 300_000;
    /** Compiled, but not by C2. */
    private static final int SOME = 1000;

    private static final int SETTLING = 20;
    private static final int ENOUGH = 10_000;

    private static final Duration A_LONG_TIME = Duration.ofHours(1);

    /** What was read: the compiler drops a read that nobody needs. */
    static volatile long seen;

    private TruncationChild() {}

    /**
     * Takes a key, what to do, and how: {@code hot} (be doing it all the time), {@code calm} (begin after a line of input),
     * {@code warm} and {@code compiled} (the same, after having done it some times or often), or {@code once}.
     */
    public static void main(String[] args) throws Exception {
        SharedMemory region = SharedMemory.attach(args[0], Duration.ZERO);
        Runnable operation = operation(region, args[1]);
        Throwable thrown = settled(() -> meet(operation, args[2]));
        System.out.println("met " + thrown.getClass().getSimpleName() + " " + thrown.getMessage());
        region.close();
        System.out.println("closed");
    }

    /** Before JDK 21 the error comes some time after the access, and there may be one for each access: takes them all. */
    static Throwable settled(Callable<Throwable> meeting) throws Exception {
        List<Throwable> met = new ArrayList<>();
        for (int i = 0; i < SETTLING; i++) {
            try {
                if (met.isEmpty()) {
                    met.add(meeting.call());
                }
                Thread.sleep(1);
            } catch (InternalError e) {
                met.add(e);
            }
        }
        return met.get(0);
    }

    private static Throwable meet(Runnable operation, String mode) throws Exception {
        return switch (mode) {
            case "hot" -> meetHot(operation);
            case "calm" -> meetLater(operation, 1);
            case "warm" -> meetLater(operation, SOME);
            case "compiled" -> meetLater(operation, WARM_UP + 1);
            case "once" -> meetOnce(operation);
            default -> throw new IllegalArgumentException(mode);
        };
    }

    private static Throwable meetLater(Runnable operation, int before) throws Exception {
        for (int i = 0; i < before; i++) {
            operation.run();
        }
        System.out.println("ready");
        if (System.in.read() < 0) {
            throw new IllegalStateException("nobody said go");
        }
        return repeat(operation, ENOUGH);
    }

    private static Throwable meetOnce(Runnable operation) {
        System.out.println("ready");
        return repeat(operation, 1);
    }

    private static Throwable meetHot(Runnable operation) {
        for (int i = 0; i < WARM_UP; i++) {
            operation.run();
        }
        System.out.println("ready");
        return repeat(operation, Long.MAX_VALUE);
    }

    private static Throwable repeat(Runnable operation, long times) {
        try {
            for (long i = 0; i < times; i++) {
                operation.run();
            }
        } catch (Throwable e) {
            return e;
        }
        return new IllegalStateException("nothing was noticed");
    }

    private static Runnable operation(SharedMemory region, String name) {
        byte[] large = new byte[70_000];
        byte[] small = new byte[1000];
        Pointer pointer = region.pointer();
        Longs longs = new Longs(region, 0, 1000, SIZE / 1000);
        Longs bits = new Longs(region, FAR, 8, RUN);
        Ints ints = new Ints(region, FAR, 8, RUN);
        Numbers numbers = new Numbers(region);
        Shorts shorts = new Shorts(region, FAR, 8, RUN);
        Bytes bytes = new Bytes(region, FAR, 8, RUN);
        return switch (name) {
            case "getByte" -> () -> seen = region.getByte(FAR);
            case "getLong" -> () -> seen = region.getLong(FAR);
            case "putLong" -> () -> region.putLong(FAR, 1);
            case "strided get" -> () -> seen = longs.get(FAR / 1000);
            case "strided set" -> () -> longs.set(FAR / 1000, 1);
            case "strided sum" -> () -> seen = longs.sum();
            case "sum of ints" -> () -> seen = sum(i -> region.getInt(FAR + 4 * i));
            case "sum of volatile ints" -> () -> seen = sum(i -> region.getIntVolatile(FAR + 4 * i));
            case "sum of misaligned ints" -> () -> seen = sum(i -> region.getInt(FAR + 4 * i + 1));
            case "sum of single strided ints" -> () -> seen = sum(ints::get);
            case "sum of strided floats" -> () -> seen = sumOfFloats(ints);
            case "sum of strided doubles" -> () -> seen = sumOfDoubles(bits);
            case "single strided bits" -> () -> seen = sum(i -> clearBit(bits, i));
            case "sum of strided ints" -> () -> seen = new Ints(region, FAR, 8, RUN).sum();
            case "number get" -> () -> seen = numbers.getLong(FAR);
            case "number set" -> () -> numbers.setLong(FAR, 1);
            case "sum of int numbers" -> () -> seen = sum(i -> numbers.getInt(FAR + 4 * i));
            case "sum of float numbers" ->
                () -> seen = sum(i -> (long) Float.intBitsToFloat(numbers.getInt(FAR + 4 * i)));
            case "sum of double numbers" ->
                () -> seen = sum(i -> (long) Double.longBitsToDouble(numbers.getLong(FAR + 8 * i)));
            case "sum of short numbers" -> () -> seen = sum(i -> numbers.getShort(FAR + 2 * i));
            case "sum of byte numbers" -> () -> seen = sum(i -> numbers.getByte(FAR + i));
            case "booleans" -> () -> seen = sum(i -> numbers.isSet(FAR + i) ? 2 : 1);
            case "single bits of byte numbers" -> () -> seen = sum(i -> clearByteBit(numbers, FAR + i));
            case "single bits of short numbers" -> () -> seen = sum(i -> clearShortBit(numbers, FAR + 2 * i));
            case "sum of strided shorts" -> () -> seen = sum(shorts::get);
            case "sum of strided bytes" -> () -> seen = sum(bytes::get);
            case "strided booleans" -> () -> seen = sum(i -> bytes.isSet(i) ? 2 : 1);
            case "single bits of strided bytes" -> () -> seen = sum(i -> clearByteBit(bytes, i));
            case "single bits of int numbers" -> () -> seen = sum(i -> clearIntBit(numbers, FAR + 4 * i));
            case "single bits of long numbers" -> () -> seen = sum(i -> clearBit(numbers, FAR + 8 * i));
            case "single bits" -> () -> seen = sum(i -> clearBit(region, FAR + 8 * i));
            case "getLongVolatile" -> () -> seen = region.getLongVolatile(FAR);
            case "putLongRelease" -> () -> region.putLongRelease(FAR, 1);
            case "compareAndSetLong" -> () -> region.compareAndSetLong(FAR, 0, 0);
            case "compareAndSetInt" -> () -> region.compareAndSetInt(FAR, 0, 0);
            case "getAndAddLong" -> () -> region.getAndAddLong(FAR, 1);
            case "getAndAddInt" -> () -> region.getAndAddInt(FAR, 1);
            case "getBytes" -> () -> region.getBytes(FAR, small);
            case "putBytes" -> () -> region.putBytes(FAR, small);
            case "getBytesLarge" -> () -> region.getBytes(FAR, large);
            case "putBytesLarge" -> () -> region.putBytes(FAR, large);
            case "getString" -> () -> region.getString(FAR);
            case "pointer get" -> () -> seen = pointer.getLong(FAR);
            case "pointer set" -> () -> pointer.setLong(FAR, 1);
            case "pointer copy" -> () -> pointer.read(FAR, small, 0, small.length);
            case "pointer text" -> () -> seen = pointer.getString(FAR).length();
            case "sum at a pointer" -> () -> seen = sum(i -> pointer.getInt(FAR + 4L * i));
            case "bits at a pointer" -> () -> seen = sum(i -> clearBit(pointer, FAR + 8L * i));
            case "lock" -> () -> region.lock().close();
            case "tryLock" -> () -> region.tryLock().ifPresent(ScopedLock::close);
            case "tryLockForLong" -> () -> region.tryLock(A_LONG_TIME).ifPresent(ScopedLock::close);
            case "unlock" -> unlocking(region);
            case "repair" -> repairing(region);
            case "lockInterruptibly" -> () -> lockInterruptibly(region);
            default -> UnguardedByHotSpot.operation(region, name);
        };
    }

    /** A loop of its own, as HotSpot makes other instructions of those. */
    private static long sum(IntToLongFunction values) {
        long sum = 0;
        for (int i = 0; i < RUN; i++) {
            sum += values.applyAsLong(i);
        }
        return sum;
    }

    private static long sumOfFloats(Ints values) {
        double sum = 0;
        for (int i = 0; i < RUN; i++) {
            sum += Float.intBitsToFloat(values.get(i));
        }
        return (long) sum;
    }

    private static long sumOfDoubles(Longs values) {
        double sum = 0;
        for (int i = 0; i < RUN; i++) {
            sum += Double.longBitsToDouble(values.get(i));
        }
        return (long) sum;
    }

    private static long clearBit(Longs values, int index) {
        values.set(index, values.get(index) & ~(1L << 40));
        return 1;
    }

    private static long clearBit(SharedMemory region, int offset) {
        region.putLong(offset, region.getLong(offset) & ~(1L << 40));
        return 1;
    }

    private static long clearBit(Numbers values, int distance) {
        values.setLong(distance, values.getLong(distance) & ~(1L << 40));
        return 1;
    }

    private static long clearIntBit(Numbers values, int distance) {
        values.setInt(distance, values.getInt(distance) & ~(1 << 20));
        return 1;
    }

    private static long clearByteBit(Numbers values, int distance) {
        values.setByte(distance, (byte) (values.getByte(distance) & ~(1 << 3)));
        return 1;
    }

    private static long clearByteBit(Bytes values, int index) {
        values.set(index, (byte) (values.get(index) & ~(1 << 3)));
        return 1;
    }

    private static long clearShortBit(Numbers values, int distance) {
        values.setShort(distance, (short) (values.getShort(distance) & ~(1 << 9)));
        return 1;
    }

    private static long clearBit(Pointer pointer, long offset) {
        pointer.setLong(offset, pointer.getLong(offset) & ~(1L << 40));
        return 1;
    }

    private static void lockInterruptibly(SharedMemory region) {
        try {
            region.lockInterruptibly().close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the lock and releases it in turns, beginning with the former. */
    private static Runnable unlocking(SharedMemory region) {
        ScopedLock[] held = new ScopedLock[1];
        return () -> {
            if (held[0] == null) {
                held[0] = region.lock();
            } else {
                held[0].close();
                held[0] = null;
            }
        };
    }

    /** Gets the lock of a holder that died, and says so, when it is run again, that it is repaired. */
    private static Runnable repairing(SharedMemory region) {
        boolean[] begun = new boolean[1];
        try {
            throw new IllegalStateException("not abandoned: " + region.lock());
        } catch (AbandonedLockException e) {
            return () -> {
                if (begun[0]) {
                    e.markConsistent();
                }
                begun[0] = true;
            };
        }
    }
}
