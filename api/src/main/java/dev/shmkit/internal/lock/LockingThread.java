package dev.shmkit.internal.lock;

import dev.shmkit.internal.mutex.MutexMemory;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.VirtualThreads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread as mutexes know it: by the kernel's id, asked for once. A virtual thread has no id of its own and may change its
 * carrier while it holds a lock; what it signs with is said in {@link VirtualHolders}.
 *
 * <p>Also says which mutex's words the thread is just changing, so that nobody pulls the memory away underneath: see
 * {@link #awaitNobodyInside}. That costs the thread two plain stores, and the one who waits a membarrier(2).
 */
final class LockingThread {
    private static final long SHORT_NANOS = 1_000;

    /** Then it is worth while to look at a thread's stack. */
    private static final int WAITS_AT_LEAST = 20;

    private static final String PACKAGE = LockingThread.class.getPackageName() + '.';
    private static final long NOWHERE = 0;

    /** HotSpot tells the kernel the names of all threads but this one, so that others would know it as "java". */
    private static final String MAIN = "main";

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final VarHandle INSIDE;
    private static final Queue<WeakReference<LockingThread>> PLATFORM_THREADS = new ConcurrentLinkedQueue<>();
    private static final ThreadLocal<LockingThread> CURRENT = ThreadLocal.withInitial(LockingThread::register);

    static {
        try {
            INSIDE = MethodHandles.lookup().findVarHandle(LockingThread.class, "inside", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Never 0, and never another's: what a mutex notes for its holder. A number costs no barrier of the collector. */
    final long number = NUMBERS.incrementAndGet();

    final Thread thread;
    final int tid;
    final boolean virtual;

    /** Where this thread alone copies a mutex's words to: see {@link MutexMemory#copy}. */
    final byte[] words = new byte[MutexWords.BYTES];

    /** What a mutex's acquisitions were when this thread last got it after a wait: see {@link Holding#turn}. */
    long acquisitionsAtTurn;

    /**
     * Where the robust mutexes are that this thread holds: glibc links them, and follows the links whenever the thread takes or
     * gives back another one. So their addresses must stay as long as the thread, whether anybody else needs them or not.
     *
     * <p>The first one stays here when it is given back, until the thread takes another one while it holds none: a thread that takes
     * the same one again and again then pays for no barrier of the collector.
     */
    private @Nullable Mapping linked;

    private boolean holdsLinked;

    /** More than one at a time are rare. */
    private final List<Mapping> linkedMore = new ArrayList<>(0);

    @SuppressWarnings("unused") // through INSIDE
    private long inside;

    private volatile long waitsAt;

    private LockingThread(Thread thread, int tid, boolean virtual) {
        this.thread = thread;
        this.tid = tid;
        this.virtual = virtual;
    }

    /** The calling thread. */
    static LockingThread current() {
        Thread thread = Thread.currentThread();
        return VirtualThreads.isVirtual(thread) ? new LockingThread(thread, VirtualHolders.tid(), true) : CURRENT.get();
    }

    private static LockingThread register() {
        LockingThread self = new LockingThread(Thread.currentThread(), Kernel.threadId(), false);
        if (self.thread.getName().equals(MAIN)) {
            ProcThread.nameOwn(self.tid, MAIN);
        }
        PLATFORM_THREADS.removeIf(other -> other.get() == null);
        PLATFORM_THREADS.add(new WeakReference<>(self));
        return self;
    }

    /** The live platform thread of this JVM with a kernel id, if it has ever locked. */
    static @Nullable Thread withTid(long tid) {
        for (WeakReference<LockingThread> reference : PLATFORM_THREADS) {
            @Nullable LockingThread other = reference.get();
            if (other != null && other.tid == tid && other.thread.isAlive()) {
                return other.thread;
            }
        }
        return null;
    }

    /** This thread, which is not virtual, has taken the robust mutex in a mapping. */
    void links(Mapping mapping) {
        if (holdsLinked) {
            linkedMore.add(mapping);
            return;
        }
        if (linked != mapping) {
            linked = mapping;
        }
        holdsLinked = true;
    }

    /** It has given that back. */
    void unlinks(Mapping mapping) {
        if (holdsLinked && linked == mapping) {
            holdsLinked = false;
        } else {
            linkedMore.remove(mapping);
        }
    }

    /** Begins to change the words of the mutex with a number, not 0. Opaque stores are not reordered by the compiler, and the barrier does the rest. */
    void enter(long mutex) {
        INSIDE.setOpaque(this, mutex);
    }

    void leave() {
        INSIDE.setRelease(this, NOWHERE);
    }

    /**
     * Returns once no platform thread is between {@link #enter} and {@link #leave} for a mutex. Threads that begin later must
     * have been told not to, by a field that is written before this call and that they read after entering.
     */
    static void awaitNobodyInside(long mutex) {
        if (onlyTheCurrentThreadLocks()) {
            return;
        }
        Thread current = Thread.currentThread();
        if (!Kernel.barrierOnAllThreads()) {
            // Without membarrier a safepoint serves: every thread stops at one, and a stop is a full barrier.
            Thread.getAllStackTraces();
        }
        for (WeakReference<LockingThread> reference : PLATFORM_THREADS) {
            @Nullable LockingThread other = reference.get();
            for (int waits = 0; other != null && other.thread != current && other.saysInside(mutex); waits++) {
                if (waits > WAITS_AT_LEAST && !other.locking()) {
                    break;
                }
                LockSupport.parkNanos(SHORT_NANOS);
            }
        }
    }

    /** Begins to wait for the mutex with a number. That it ceases to, its stack tells: see {@link #anyOtherWaits}. */
    void waitsAt(long mutex) {
        waitsAt = mutex;
    }

    /** Whether another platform thread is in a wait for a mutex that it began. */
    static boolean anyOtherWaits(long mutex) {
        Thread current = Thread.currentThread();
        for (WeakReference<LockingThread> reference : PLATFORM_THREADS) {
            @Nullable LockingThread other = reference.get();
            if (other != null && other.waitsAt == mutex && other.thread != current && other.locking()) {
                return true;
            }
        }
        return false;
    }

    private boolean saysInside(long mutex) {
        return (long) INSIDE.getAcquire(this) == mutex;
    }

    /**
     * False when this thread is no more where it says that it is. JDK 17 raises the error of a page that is gone some time after
     * the access, also where a thread is about to say that it leaves.
     */
    private boolean locking() {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith(PACKAGE)) {
                return true;
            }
        }
        return false;
    }

    /** A thread is registered, with a full fence, before it enters for the first time: one that is not seen here sees our field. */
    private static boolean onlyTheCurrentThreadLocks() {
        Thread current = Thread.currentThread();
        for (WeakReference<LockingThread> reference : PLATFORM_THREADS) {
            @Nullable LockingThread other = reference.get();
            if (other != null && other.thread != current) {
                return false;
            }
        }
        return true;
    }
}
