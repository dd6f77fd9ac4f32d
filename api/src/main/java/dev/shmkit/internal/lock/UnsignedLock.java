package dev.shmkit.internal.lock;

import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.proc.Mappers;
import dev.shmkit.internal.proc.ProcThread;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A lock that is taken, but that nobody has signed: its holder is about to sign it or has just struck its name out. If it
 * stays so, the holder died in between, a few instructions wide, and no tid tells who it was.
 *
 * <p>It is abandoned when every living thread that could be in between has been seen elsewhere: while the lock word is taken
 * nobody new gets there. A thread is elsewhere when it is in a system call; a Java thread of this JVM when its stack shows no
 * mutex. A thread that runs all the time, or that is hidden from us, leaves the question open.
 */
final class UnsignedLock {
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_NANOS = 1_000_000;
    private static final String MUTEX_CLASSES = UnsignedLock.class.getPackageName() + ".";
    private static final Set<String> ONLY_LOOKING =
            Set.of(UnsignedLock.class.getName(), LockInspector.class.getName(), GlibcMutex.class.getName() + "#state");

    private UnsignedLock() {}

    static boolean abandoned(MutexWords words, Supplier<MutexWords> again, FileStatus file, String path) {
        Optional<Set<Long>> mappers = Mappers.of(file.major(), file.minor(), file.inode(), path);
        if (mappers.isEmpty()) {
            return false;
        }
        Set<Long> suspects = new HashSet<>();
        for (long pid : mappers.get()) {
            suspects.addAll(ProcThread.ofProcess(pid));
        }
        long self = ProcessHandle.current().pid();
        for (int i = 0; i < ATTEMPTS && again.get().equals(words); i++) {
            suspects.removeIf(ProcThread::inSystemCallOrGone);
            boolean ownClear = !mappers.get().contains(self) || nobodyHereIsInAMutex();
            if (ownClear && suspects.stream().allMatch(tid -> ProcThread.belongsTo(tid, self))) {
                return again.get().equals(words);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    /** Collecting stacks stops every thread at a safepoint, of which the instructions in question have none inside. */
    private static boolean nobodyHereIsInAMutex() {
        Thread current = Thread.currentThread();
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey() != current)
                .map(entry -> List.of(entry.getValue()))
                .noneMatch(UnsignedLock::inAMutex);
    }

    private static boolean inAMutex(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(frame -> frame.getClassName().startsWith(MUTEX_CLASSES))
                .anyMatch(frame -> !ONLY_LOOKING.contains(frame.getClassName())
                        && !ONLY_LOOKING.contains(frame.getClassName() + "#" + frame.getMethodName()));
    }
}
