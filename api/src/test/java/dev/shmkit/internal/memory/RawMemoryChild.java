package dev.shmkit.internal.memory;

import java.lang.reflect.Field;

/** A program that is not shmkit's other tests: says how memory is accessed, and with an argument does so, or is refused. */
final class RawMemoryChild {
    private RawMemoryChild() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        String way = RawAccess.find().getClass().getSimpleName();
        System.out.println(way + " found");
        if (args.length == 0) {
            return;
        }
        if (args[0].equals("nowhere")) {
            refused("getByte", () -> RawMemory.getByte(0));
            refused("putByte", () -> RawMemory.putByte(0, (byte) 1));
            refused("getLong", () -> RawMemory.getLong(0));
            refused("putLong", () -> RawMemory.putLong(0, 1));
        } else {
            // Without JNA, which may be denied as well.
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            long address = (long) type.getMethod("allocateMemory", long.class).invoke(instance.get(null), 8L);
            RawMemory.putLong(address, 42);
            System.out.println(way + " read " + RawMemory.getLong(address));
        }
    }

    private static void refused(String what, Runnable access) {
        try {
            access.run();
        } catch (IllegalStateException e) {
            System.out.println(what + ": " + e.getMessage());
        }
    }
}
