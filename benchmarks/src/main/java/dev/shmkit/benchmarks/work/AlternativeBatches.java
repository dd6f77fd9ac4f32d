package dev.shmkit.benchmarks.work;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/** The same addition under the lock, with what one would reach for without shmkit. */
public final class AlternativeBatches {
    public static final String JNA_DIRECT = "jna-direct";
    public static final String JNA_ROBUST = "jna-robust";
    public static final String JNA_INTERFACE = "jna-interface";
    public static final String FFM = "ffm";
    public static final String FILE_CHANNEL = "file-channel";

    private static final int HEADER_BYTES = 64;

    private AlternativeBatches() {}

    static Map<String, Batch> batches() {
        return Map.of(
                JNA_DIRECT, LockBatches.onRegion(AlternativeBatches::addDirect),
                JNA_ROBUST, LockBatches.onRegion(AlternativeBatches::addDirect, RegionOption.ROBUST),
                JNA_INTERFACE, LockBatches.onRegion(AlternativeBatches::addThroughInterface),
                FFM, LockBatches.onRegion((region, count) -> Ffm.ADDITIONS.accept(region, count)),
                FILE_CHANNEL, AlternativeBatches::addInFile);
    }

    private static Pointer mutex(SharedMemory region) {
        return region.pointer().share(-HEADER_BYTES);
    }

    private static void addDirect(SharedMemory region, int count) {
        Pointer mutex = mutex(region);
        for (int i = 0; i < count; i++) {
            require(Direct.pthread_mutex_lock(mutex));
            region.putLong(0, region.getLong(0) + 1);
            require(Direct.pthread_mutex_unlock(mutex));
        }
    }

    private static void addThroughInterface(SharedMemory region, int count) {
        Pointer mutex = mutex(region);
        for (int i = 0; i < count; i++) {
            require(Mapped.LIBRARY.pthread_mutex_lock(mutex));
            region.putLong(0, region.getLong(0) + 1);
            require(Mapped.LIBRARY.pthread_mutex_unlock(mutex));
        }
    }

    private static void addInFile(int count) {
        try (SharedMemory region = SharedMemory.create(BenchmarkRegions.key("lock"), BenchmarkRegions.DATA_BYTES);
                FileChannel channel = FileChannel.open(region.path(), StandardOpenOption.WRITE)) {
            region.unlink();
            for (int i = 0; i < count; i++) {
                FileLock lock = channel.lock();
                region.putLong(0, region.getLong(0) + 1);
                lock.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(int errno) {
        if (errno != 0) {
            throw new IllegalStateException("pthread failed with errno " + errno);
        }
    }

    /** JNA's faster way. */
    private static final class Direct {
        static {
            Native.register(Direct.class, "c");
        }

        static native int pthread_mutex_lock(Pointer mutex);

        static native int pthread_mutex_unlock(Pointer mutex);
    }

    /** JNA's usual way. */
    private interface Mapped extends Library {
        Mapped LIBRARY = Native.load("c", Mapped.class);

        int pthread_mutex_lock(Pointer mutex);

        int pthread_mutex_unlock(Pointer mutex);
    }

    /** Additions on a region, so many. */
    interface Additions extends ObjIntConsumer<SharedMemory> {}

    /** Compiled by benchmarks/run for JDKs that have it. */
    private static final class Ffm {
        static final Additions ADDITIONS = load();

        private static Additions load() {
            try {
                return Class.forName("dev.shmkit.benchmarks.work.FfmAdditions")
                        .asSubclass(Additions.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("benchmarks/run compiles FfmAdditions", e);
            }
        }
    }
}
