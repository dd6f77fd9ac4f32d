package dev.shmkit.internal.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Where a JVM has no way to an address: every access says why. */
final class MissingAccess implements RawAccess {
    private final MethodHandle makeException;

    MissingAccess(String why) {
        try {
            makeException = MethodHandles.publicLookup()
                    .findConstructor(IllegalStateException.class, MethodType.methodType(void.class, String.class))
                    .bindTo(why);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public MethodHandle getter(Class<?> type) {
        return MethodHandles.dropArguments(thrower(type), 0, long.class);
    }

    @Override
    public MethodHandle setter(Class<?> type) {
        return MethodHandles.dropArguments(thrower(void.class), 0, long.class, type);
    }

    private MethodHandle thrower(Class<?> returned) {
        return MethodHandles.foldArguments(
                MethodHandles.throwException(returned, IllegalStateException.class), makeException);
    }
}
