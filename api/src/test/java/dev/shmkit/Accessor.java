package dev.shmkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * A public method that takes an offset into the data, found by reflection so that none is forgotten.
 *
 * @param method the method; its first parameter is the offset
 */
record Accessor(Method method) {
    private static final int SAMPLE_BYTES = 8;

    /** Every one there is. */
    static List<Accessor> all() {
        return Arrays.stream(SharedMemory.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .filter(method -> method.getParameterCount() > 0 && method.getParameterTypes()[0] == long.class)
                .filter(method -> method.getDeclaringClass() != Object.class)
                .sorted(Comparator.comparing(Method::toString))
                .map(Accessor::new)
                .toList();
    }

    boolean atomic() {
        return method.getDeclaringClass() == AtomicData.class || method.getDeclaringClass() == SignalledData.class;
    }

    /** How many bytes a call with {@link #call}'s sample arguments touches. */
    int widthBytes() {
        String name = method.getName();
        if (name.contains("Bytes") || name.equals("buffer")) {
            return SAMPLE_BYTES;
        } else if (name.contains("String")) {
            return name.startsWith("get") ? 1 : SAMPLE_BYTES;
        } else if (name.contains("Byte")) {
            return 1;
        } else if (name.contains("Short") || name.contains("Char")) {
            return 2;
        }
        return name.contains("Int") || name.contains("Float") ? 4 : 8;
    }

    /** Calls it with an offset and sample values. */
    void call(SharedMemory region, long offset) throws Throwable {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        arguments[0] = offset;
        boolean part = types.length == 4;
        for (int i = 1; i < types.length; i++) {
            arguments[i] = part && i == 2 ? Integer.valueOf(0) : sample(types[i]);
        }
        try {
            method.invoke(region, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object sample(Class<?> type) {
        if (type == byte[].class) {
            return new byte[SAMPLE_BYTES];
        } else if (type == ByteBuffer.class) {
            return ByteBuffer.allocate(SAMPLE_BYTES);
        } else if (type == String.class) {
            return "1234567";
        } else if (type == int.class) {
            return SAMPLE_BYTES;
        } else if (type == long.class) {
            return 8L;
        } else if (type == short.class) {
            return (short) 8;
        } else if (type == byte.class) {
            return (byte) 8;
        } else if (type == char.class) {
            return 'c';
        } else if (type == float.class) {
            return 8f;
        } else if (type == double.class) {
            return 8d;
        } else if (type == LongPredicate.class) {
            return (LongPredicate) value -> true;
        } else if (type == Duration.class) {
            return Duration.ZERO;
        }
        throw new IllegalArgumentException("no sample for " + type);
    }

    @Override
    public String toString() {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList();
    }
}
