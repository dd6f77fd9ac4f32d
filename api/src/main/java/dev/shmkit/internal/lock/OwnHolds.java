package dev.shmkit.internal.lock;

import dev.shmkit.internal.posix.FileStatus;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The holds of this JVM's threads, told apart: no look from outside shows whether a thread that computes has given a lock back and
 * taken it again. Thread-safe.
 */
public final class OwnHolds {
    /** The openings of this JVM, each with its file. */
    private static final Map<Holding, String> OPENINGS = Collections.synchronizedMap(new WeakHashMap<>());

    private OwnHolds() {}

    /**
     * A hold. When two looks at a file get equal ones, the lock was held all the while in between.
     *
     * @param opening tells the openings of a file apart
     * @param tid the holder's, as the lock's words show it
     * @param acquisition counts through that opening
     */
    public record Hold(int opening, long tid, long acquisition) {}

    static void opened(Holding holding, FileStatus file) {
        OPENINGS.put(holding, file.id());
    }

    static void closed(Holding holding) {
        OPENINGS.remove(holding);
    }

    /** All of them at this moment, by their file's {@link FileStatus#id}. */
    public static Map<String, Hold> now() {
        Map<String, Hold> holds = new HashMap<>();
        synchronized (OPENINGS) {
            OPENINGS.forEach((holding, fileId) -> {
                @Nullable Hold hold = holding.hold();
                if (hold != null) {
                    holds.put(fileId, hold);
                }
            });
        }
        return holds;
    }
}
