package dev.shmkit.internal.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import java.util.Locale;

/**
 * By VarHandles that view a memory segment of all addresses, with unaligned layouts, as packed structs need. Of its check of bounds
 * one comparison is left in compiled code. (Without it, as when the compiler is told of the greatest address by a mask, it was slower.)
 */
final class ForeignAccess implements RawAccess {
    private final MethodHandles.Lookup lookup = MethodHandles.lookup();
    private final Class<?> layoutType;
    private final MethodHandle varHandle;
    private final Object allAddresses;

    /** Throws {@link IllegalCallerException} when the JVM denies native access. */
    ForeignAccess() {
        try {
            Class<?> segmentType = Class.forName("java.lang.foreign.MemorySegment");
            layoutType = Class.forName("java.lang.foreign.ValueLayout");
            varHandle = lookup.findVirtual(layoutType, "varHandle", MethodType.methodType(VarHandle.class));
            Object nowhere =
                    lookup.findStaticGetter(segmentType, "NULL", segmentType).invoke();
            allAddresses = lookup.findVirtual(
                            segmentType, "reinterpret", MethodType.methodType(segmentType, long.class))
                    .invoke(nowhere, Long.MAX_VALUE);
        } catch (IllegalCallerException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("java.lang.foreign is not as shmkit knows it", e);
        }
    }

    @Override
    public MethodHandle getter(Class<?> type) {
        return handle(type, AccessMode.GET);
    }

    @Override
    public MethodHandle setter(Class<?> type) {
        return handle(type, AccessMode.SET);
    }

    private MethodHandle handle(Class<?> type, AccessMode mode) {
        String name = "JAVA_" + type.getName().toUpperCase(Locale.ROOT) + (type == byte.class ? "" : "_UNALIGNED");
        try {
            Object layout = layoutType.getField(name).get(null);
            VarHandle handle = (VarHandle) varHandle.invoke(layout);
            return MethodHandles.insertArguments(handle.toMethodHandle(mode), 0, allAddresses);
        } catch (Throwable e) {
            throw new IllegalStateException("java.lang.foreign is not as shmkit knows it", e);
        }
    }
}
