package dev.shmkit;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** What HotSpot's handler of SIGBUS ends the JVM for, when a page is gone: its compiler's choice of instruction, its stubs, C. */
final class UnguardedByHotSpot {
    private static final int FAR = 500_000;
    private static final int END = 508_000;
    private static final Function FILL = Function.getFunction("c", "memset");
    private static final Function LENGTH = Function.getFunction("c", "strnlen");

    private UnguardedByHotSpot() {}

    /** One of these accesses, over and over; its result goes to a field, as the compiler drops a read that nobody needs. */
    static Runnable operation(SharedMemory region, String name) {
        ByteBuffer buffer = region.buffer().order(ByteOrder.nativeOrder());
        ByteBuffer part = buffer.slice(FAR, END - FAR).order(ByteOrder.nativeOrder());
        ByteBuffer zeros = ByteBuffer.allocateDirect(END - FAR);
        Pointer pointer = region.pointer();
        return switch (name) {
            case "widened ints" -> thenLock(region, () -> TruncationChild.seen = widened(buffer));
            case "tested ints" -> thenLock(region, () -> TruncationChild.seen = tested(buffer));
            case "tested bytes" -> thenLock(region, () -> TruncationChild.seen = testedBytes(buffer));
            case "counted shorts" -> thenLock(region, () -> countShorts(buffer));
            case "bits of longs" -> thenLock(region, () -> setBits(buffer));
            case "crc32" -> thenLock(region, () -> TruncationChild.seen = crc32(part));
            case "crc32c" -> thenLock(region, () -> TruncationChild.seen = crc32c(part));
            case "adler32" -> thenLock(region, () -> TruncationChild.seen = adler32(part));
            case "mismatch" -> thenLock(region, () -> TruncationChild.seen = part.mismatch(zeros));
            case "memset" ->
                thenLock(region, () -> FILL.invoke(new Object[] {pointer.share(FAR), 1, (long) END - FAR}));
            case "strnlen" ->
                thenLock(
                        region,
                        () -> TruncationChild.seen =
                                LENGTH.invokeLong(new Object[] {pointer.share(FAR), (long) END - FAR}));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** C, the JDK's stubs and loops whose every page was replaced find zeros and hear of no error: the lock tells. */
    private static Runnable thenLock(SharedMemory region, Runnable access) {
        return () -> {
            access.run();
            region.lock().close();
        };
    }

    private static long widened(ByteBuffer buffer) {
        long sum = 0;
        for (int i = FAR; i < END; i += Integer.BYTES) {
            sum += buffer.getInt(i);
        }
        return sum;
    }

    private static long tested(ByteBuffer buffer) {
        int count = 0;
        for (int i = FAR; i < END; i += Integer.BYTES) {
            if ((buffer.getInt(i) & 0x12345678) != 0) {
                count++;
            }
        }
        return count;
    }

    private static long testedBytes(ByteBuffer buffer) {
        int count = 0;
        for (int i = FAR; i < END; i++) {
            if ((buffer.get(i) & 0x10) != 0) {
                count++;
            }
        }
        return count;
    }

    private static void countShorts(ByteBuffer buffer) {
        for (int i = FAR; i < END; i += Short.BYTES) {
            buffer.putShort(i, (short) (buffer.getShort(i) + 1));
        }
    }

    private static void setBits(ByteBuffer buffer) {
        for (int i = FAR; i < END; i += Long.BYTES) {
            buffer.putLong(i, buffer.getLong(i) | 1L << 40);
        }
    }

    private static long crc32(ByteBuffer part) {
        CRC32 sum = new CRC32();
        sum.update(part.duplicate());
        return sum.getValue();
    }

    private static long crc32c(ByteBuffer part) {
        CRC32C sum = new CRC32C();
        sum.update(part.duplicate());
        return sum.getValue();
    }

    private static long adler32(ByteBuffer part) {
        Adler32 sum = new Adler32();
        sum.update(part.duplicate());
        return sum.getValue();
    }
}
