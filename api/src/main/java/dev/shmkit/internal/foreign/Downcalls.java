package dev.shmkit.internal.foreign;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * C functions called by the JDK's own {@code java.lang.foreign}, final since JDK 22: a tenth of what a call through JNA costs, when
 * the handle is a constant to the compiler. Found by reflection, as this code is older. The first look-up takes the JVM some
 * 50 ms.
 */
public final class Downcalls {
    private static final String PACKAGE = "java.lang.foreign.";
    private static final int FIRST_JDK = 22;

    private Downcalls() {}

    /**
     * Looks up {@code int function(long)}, a pointer counting as a long. The call does not tell the JVM that it is in C, which makes
     * it quick and holds up the garbage collector: it must not sleep.
     *
     * @return the function, or null when this JVM cannot call it, or would print a warning that somebody did
     */
    public static @Nullable MethodHandle intOfLong(String function) {
        if (Runtime.version().feature() < FIRST_JDK) {
            return null;
        }
        try {
            return mayCallQuietly() ? find(function) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static boolean mayCallQuietly() throws ReflectiveOperationException {
        return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(Downcalls.class.getModule());
    }

    private static @Nullable MethodHandle find(String function) throws ReflectiveOperationException {
        Class<?> linker = type("Linker");
        Class<?> option = type("Linker$Option");
        Class<?> layout = type("MemoryLayout");
        Object nativeLinker = linker.getMethod("nativeLinker").invoke(null);
        Object lookup = linker.getMethod("defaultLookup").invoke(nativeLinker);
        Optional<?> address = (Optional<?>)
                type("SymbolLookup").getMethod("find", String.class).invoke(lookup, function);
        if (address.isEmpty()) {
            return null;
        }
        Object arguments = oneOf(layout, constant("JAVA_LONG"));
        Object description = type("FunctionDescriptor")
                .getMethod("of", layout, arguments.getClass())
                .invoke(null, constant("JAVA_INT"), arguments);
        Object options =
                oneOf(option, option.getMethod("critical", boolean.class).invoke(null, false));
        return (MethodHandle) linker.getMethod(
                        "downcallHandle", type("MemorySegment"), type("FunctionDescriptor"), options.getClass())
                .invoke(nativeLinker, address.get(), description, options);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name);
    }

    private static Object constant(String name) throws ReflectiveOperationException {
        return type("ValueLayout").getField(name).get(null);
    }

    private static Object oneOf(Class<?> type, Object element) {
        Object array = Array.newInstance(type, 1);
        Array.set(array, 0, element);
        return array;
    }
}
