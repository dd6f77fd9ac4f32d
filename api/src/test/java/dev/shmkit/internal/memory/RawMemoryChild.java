package dev.shmkit.internal.memory;

import java.lang.reflect.Field;

/** A program that is not shmkit's other tests: says how memory is accessed, and with an argument does so. */
final class RawMemoryChild {
    private RawMemoryChild() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        String way = RawAccess.find().getClass().getSimpleName();
        System.out.println(way + " found");
        if (args.length > 0) {
            // Without JNA, which may be denied as well.
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            long address = (long) type.getMethod("allocateMemory", long.class).invoke(instance.get(null), 8L);
            RawMemory.putLong(address, 42);
            System.out.println(way + " read " + RawMemory.getLong(address));
        }
    }
}
