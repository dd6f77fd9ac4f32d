package dev.shmkit.internal.host;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.internal.mutex.LockInspector;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.proc.FileBytes;
import java.util.function.Supplier;

/** Makes a summary of one file, without asking who else uses it. */
public final class RegionReader {
    private RegionReader() {}

    /** One of many: its lock gets a glance, see {@link LockInspector#glance}. */
    public static RegionSummary glance(RegionFile file, FileBytes reader) {
        return file.summary(lock(file, reader, LockInspector::glance));
    }

    /** One that was asked for: its lock is judged, with all the time that this takes. */
    public static RegionSummary read(RegionFile file, FileBytes reader) {
        return file.summary(lock(file, reader));
    }

    /** Judges its lock, with all the time that this takes. */
    public static LockState lock(RegionFile file, FileBytes reader) {
        return lock(file, reader, LockInspector::inspect);
    }

    private interface Judge {
        LockState judge(MutexWords first, Supplier<MutexWords> again, FileStatus file, String path);
    }

    private static LockState lock(RegionFile file, FileBytes reader, Judge judge) {
        return switch (file.format()) {
            case HIDDEN -> LockState.of(State.UNKNOWN);
            case RAW -> LockState.of(State.NONE);
            case LOCKED ->
                judge.judge(
                        file.words(),
                        () -> file.wordsNow(reader),
                        file.status(),
                        file.path().toString());
        };
    }
}
