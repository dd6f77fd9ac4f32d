package dev.shmkit.internal.memory;

import java.lang.invoke.MethodHandle;

/**
 * Plain reading and writing at an address, in the machine's byte order, aligned or not. Nothing is checked: whoever calls has made
 * sure that the address is mapped, and keeps what is mapped there reachable until the access is done. That way an access is one
 * instruction, which no buffer's is.
 *
 * <p>A page that is gone raises {@link InternalError}, as it does for buffers. See {@link Unfused} for what that asks of callers.
 */
public final class RawMemory {
    private static final RawAccess ACCESS = RawAccess.find();
    private static final MethodHandle GET_BYTE = ACCESS.getter(byte.class);
    private static final MethodHandle GET_SHORT = ACCESS.getter(short.class);
    private static final MethodHandle GET_INT = ACCESS.getter(int.class);
    private static final MethodHandle GET_LONG = ACCESS.getter(long.class);
    private static final MethodHandle PUT_BYTE = ACCESS.setter(byte.class);
    private static final MethodHandle PUT_SHORT = ACCESS.setter(short.class);
    private static final MethodHandle PUT_INT = ACCESS.setter(int.class);
    private static final MethodHandle PUT_LONG = ACCESS.setter(long.class);

    private RawMemory() {}

    public static byte getByte(long address) {
        try {
            return (byte) GET_BYTE.invokeExact(address);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public static void putByte(long address, byte value) {
        try {
            PUT_BYTE.invokeExact(address, value);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public static short getShort(long address) {
        try {
            return (short) GET_SHORT.invokeExact(address);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public static void putShort(long address, short value) {
        try {
            PUT_SHORT.invokeExact(address, value);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public static int getInt(long address) {
        try {
            return (int) GET_INT.invokeExact(address);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public static void putInt(long address, int value) {
        try {
            PUT_INT.invokeExact(address, value);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public static long getLong(long address) {
        try {
            return (long) GET_LONG.invokeExact(address);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public static void putLong(long address, long value) {
        try {
            PUT_LONG.invokeExact(address, value);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    /** What a method handle may throw is any exception; these throw none that needs to be declared. */
    private static IllegalStateException thrown(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof RuntimeException exception) {
            throw exception;
        }
        return new IllegalStateException(e);
    }
}
