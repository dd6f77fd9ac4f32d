package dev.shmkit.internal.memory;

/**
 * Values of mapped memory, kept apart from what is computed with them.
 *
 * <p>HotSpot's compiler likes to read, to compute and to write in one instruction, as in {@code sum += region.getInt(0)} with a
 * long sum. When the page behind it is gone, HotSpot's handler of SIGBUS steps over that instruction. On x86 it does not know
 * all of them (assembler_x86.cpp, {@code locate_operand}, of JDK 17, 21 and 25), and ends the JVM: not the one that widens an int
 * where it is read, nor those that test bits of a byte, or set one of a long, in place. An exclusive or with something that the
 * compiler cannot know to be zero is an instruction that it does know; whatever else is computed then works on a register.
 *
 * <p>A long may be read and computed with in one, as all of those instructions are known; so are those of floating-point values.
 */
public final class Unfused {
    private Unfused() {}

    /**
     * A value that was read.
     *
     * @param zero zero, and not known to the compiler to be: from a field that is not final and never written, which costs less next
     *     to what else the access takes from its object than a static one would; or the sign of such a one that is never negative
     */
    public static byte read(byte value, int zero) {
        return (byte) (value ^ zero);
    }

    /** See {@link #read(byte, int)}. */
    public static short read(short value, int zero) {
        return (short) (value ^ zero);
    }

    /** See {@link #read(byte, int)}. */
    public static char read(char value, int zero) {
        return (char) (value ^ zero);
    }

    /** See {@link #read(byte, int)}. */
    public static int read(int value, int zero) {
        return value ^ zero;
    }

    /** A value to write; for the other number see {@link #read(byte, int)}. */
    public static long toWrite(long value, long zero) {
        return value ^ zero;
    }
}
