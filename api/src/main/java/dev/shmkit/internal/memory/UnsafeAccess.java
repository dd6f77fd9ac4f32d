package dev.shmkit.internal.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Locale;

/** By {@code sun.misc.Unsafe}, of which its module {@code jdk.unsupported} says that everybody may reach it. */
final class UnsafeAccess implements RawAccess {
    private final Class<?> type;
    private final Object unsafe;

    /** Throws {@link ClassNotFoundException} where that module is missing. */
    UnsafeAccess() throws ClassNotFoundException {
        type = Class.forName("sun.misc.Unsafe");
        try {
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            unsafe = instance.get(null);
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    @Override
    public MethodHandle getter(Class<?> number) {
        return handle("get", number, MethodType.methodType(number, long.class));
    }

    @Override
    public MethodHandle setter(Class<?> number) {
        return handle("put", number, MethodType.methodType(void.class, long.class, number));
    }

    private MethodHandle handle(String verb, Class<?> number, MethodType signature) {
        String name = number.getName();
        String method = verb + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(type, method, signature)
                    .bindTo(unsafe);
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    private static IllegalStateException unknown(ReflectiveOperationException e) {
        return new IllegalStateException("sun.misc.Unsafe is not as shmkit knows it", e);
    }
}
