package dev.shmkit.internal.memory;

/**
 * Values that were read from mapped memory, kept apart from what is computed with them.
 *
 * <p>HotSpot's compiler likes to read and to compute in one instruction, as in {@code sum += region.getInt(0)} with a long sum.
 * When the page behind it is gone, HotSpot's handler of SIGBUS steps over that instruction. On x86 it does not know all of them
 * (assembler_x86.cpp, {@code locate_operand}, of JDK 17, 21 and 25): of int to long and of single bits it does not, and ends the
 * JVM. An exclusive or with something that the compiler cannot know to be zero is an instruction that it does know; whatever
 * else is computed then works on a register.
 *
 * <p>Floating-point values need none of this: their instructions are known.
 */
public final class Loaded {
    /** Never written. Not final, or the compiler would know it. */
    private static long zero;

    private Loaded() {}

    public static byte value(byte read) {
        return (byte) (read ^ zero);
    }

    public static short value(short read) {
        return (short) (read ^ zero);
    }

    public static char value(char read) {
        return (char) (read ^ zero);
    }

    public static int value(int read) {
        return read ^ (int) zero;
    }

    public static long value(long read) {
        return read ^ zero;
    }
}
