package dev.shmkit.internal.mutex;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.posix.Pthread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Decides, once for the JVM, whether mutexes may be locked in Java: only when this machine's glibc writes the very words that
 * {@link MutexMemory} writes. The system property {@code shmkit.lock} forces either: {@code java} or {@code pthread}.
 */
public final class MutexSelfCheck {
    static final String PROPERTY = "shmkit.lock";
    private static final Logger LOG = System.getLogger("dev.shmkit");
    private static final int SCRATCH_BYTES = 64;
    private static final boolean WORDS_ARE_KNOWN = agrees();
    private static final String WANTED = System.getProperty(PROPERTY, "auto");
    private static final boolean JAVA_LOCKS = decide();

    private MutexSelfCheck() {}

    /**
     * Asked before a region is made or opened.
     *
     * @throws IllegalArgumentException when the system property is none of its values, or asks for what cannot be
     */
    public static void requireUsable() {
        if (!List.of("auto", "java", "pthread").contains(WANTED)) {
            throw new IllegalArgumentException(
                    "-D%s=%s is not understood; it is auto, java or pthread".formatted(PROPERTY, WANTED));
        }
        if (!WORDS_ARE_KNOWN && WANTED.equals("java")) {
            throw new IllegalArgumentException(
                    "-D%s=java: this glibc's mutex has another layout, Java cannot lock it".formatted(PROPERTY));
        }
    }

    public static boolean javaLocks() {
        return JAVA_LOCKS;
    }

    /** True when glibc writes the words that we write, whoever locks. */
    public static boolean wordsAreKnown() {
        return WORDS_ARE_KNOWN;
    }

    private static boolean decide() {
        if (!WORDS_ARE_KNOWN) {
            LOG.log(Level.INFO, "this glibc's mutex has another layout; every lock goes through pthread");
        }
        return WORDS_ARE_KNOWN && !WANTED.equals("pthread");
    }

    private static boolean agrees() {
        try {
            Mapping scratch = Mapping.anonymous(SCRATCH_BYTES);
            Pthread.init(scratch.address(), false);
            return agrees(scratch);
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** Each side in turn takes and releases the lock, and must leave the words as the other one does. */
    static boolean agrees(Mapping scratch) {
        long mutex = scratch.address();
        ByteBuffer bytes = scratch.view(0, SCRATCH_BYTES);
        MutexMemory memory = new MutexMemory(bytes, mutex);
        int tid = Kernel.threadId();
        ByteBuffer free = copy(bytes);
        boolean agree = memory.words().initialised() && Pthread.lock(mutex) == 0;
        ByteBuffer heldByC = copy(bytes);
        agree = agree
                && memory.heldBy(tid)
                && memory.take(tid) == Errno.EBUSY
                && memory.release(tid)
                && bytes.equals(free);
        agree = agree && memory.take(tid) == 0 && bytes.equals(heldByC) && Pthread.tryLock(mutex) == Errno.EBUSY;
        return agree && Pthread.unlock(mutex) == 0 && bytes.equals(free);
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        byte[] copy = new byte[SCRATCH_BYTES];
        bytes.get(0, copy);
        return ByteBuffer.wrap(copy);
    }
}
