package dev.shmkit.benchmarks.work;

import com.sun.jna.Pointer;
import dev.shmkit.SharedMemory;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Additions under the lock with the JDK's own calls into C, final since JDK 22. */
final class FfmAdditions implements AlternativeBatches.Additions {
    private static final int HEADER_BYTES = 64;
    private static final MethodHandle LOCK = function("pthread_mutex_lock");
    private static final MethodHandle UNLOCK = function("pthread_mutex_unlock");

    private static MethodHandle function(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    @Override
    public void accept(SharedMemory region, int count) {
        MemorySegment mutex = MemorySegment.ofAddress(Pointer.nativeValue(region.pointer()) - HEADER_BYTES);
        try {
            for (int i = 0; i < count; i++) {
                require((int) LOCK.invokeExact(mutex));
                region.putLong(0, region.getLong(0) + 1);
                require((int) UNLOCK.invokeExact(mutex));
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(int errno) {
        if (errno != 0) {
            throw new IllegalStateException("pthread failed with errno " + errno);
        }
    }
}
