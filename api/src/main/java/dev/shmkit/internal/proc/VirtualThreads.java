package dev.shmkit.internal.proc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Tells virtual threads from platform threads on every JDK: the question came with 21, this code is older. */
public final class VirtualThreads {
    /** The name of the kernel thread that signs for all virtual threads of a JVM in its mutexes, and always sleeps. */
    public static final String SIGNER = "shmkit-virtual";

    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualMethod();

    private VirtualThreads() {}

    private static @Nullable MethodHandle isVirtualMethod() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    public static boolean isVirtual(Thread thread) {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
