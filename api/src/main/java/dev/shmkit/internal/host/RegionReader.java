package dev.shmkit.internal.host;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.internal.mutex.LockInspector;
import dev.shmkit.internal.proc.FileBytes;

/** Makes a summary of one file, without asking who else uses it. */
public final class RegionReader {
    private RegionReader() {}

    public static RegionSummary read(RegionFile file, FileBytes reader) {
        return file.summary(lock(file, reader));
    }

    /** Judges its lock, with all the time that this takes. */
    public static LockState lock(RegionFile file, FileBytes reader) {
        return switch (file.format()) {
            case HIDDEN -> LockState.of(State.UNKNOWN);
            case RAW -> LockState.of(State.NONE);
            case LOCKED ->
                LockInspector.inspect(
                        file.words(),
                        () -> file.wordsNow(reader),
                        file.status(),
                        file.path().toString());
        };
    }
}
