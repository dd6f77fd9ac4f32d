package dev.shmkit.host;

import dev.shmkit.LockHolder;
import dev.shmkit.internal.host.HoldWatch;
import dev.shmkit.internal.host.ThreadSleep;
import dev.shmkit.internal.lock.OwnHolds;
import dev.shmkit.internal.mutex.InnerNamespaces;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.Processes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be known of a lock between two looks at it. */
interface LockEvidence {
    /** What the time is, on the snapshots' clock. */
    Instant now();

    /** Which sleep a thread is in, see {@link ThreadSleep}. */
    long sleep(long tid);

    /** Which locks this JVM's threads hold, by the ids of their regions' files. */
    Map<String, OwnHolds.Hold> ownHolds();

    /**
     * Watches from now on whether a lock is given back; null where that cannot be told.
     *
     * @param most how many file descriptors this may take
     */
    @Nullable
    Watch watch(RegionSnapshot region, LockHolder holder, int most);

    /** A watch over one hold. */
    interface Watch {
        /** True when the holder, if it holds the lock now, has surely held it since the watch began. */
        boolean kept();

        int descriptors();

        void close();
    }

    /** What the kernel and this JVM know. */
    static LockEvidence real() {
        FileBytes reader = new FileBytes();
        return new LockEvidence() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long sleep(long tid) {
                return ThreadSleep.of(tid, reader);
            }

            @Override
            public Map<String, OwnHolds.Hold> ownHolds() {
                return OwnHolds.now();
            }

            @Override
            public @Nullable Watch watch(RegionSnapshot region, LockHolder holder, int most) {
                if (mayBeAnother(region, holder)) {
                    return null;
                }
                return HoldWatch.begin(holder, region.summary().path(), region.fileId(), reader, most)
                        .map(watch -> of(watch, reader))
                        .orElse(null);
            }
        };
    }

    /** The number in a mutex may be that of a thread of another pid namespace, too: then nobody knows whom to watch. */
    private static boolean mayBeAnother(RegionSnapshot region, LockHolder holder) {
        List<Long> mappers = region.mappers().stream().map(RegionMapper::pid).toList();
        return Processes.outerInvisible()
                || !InnerNamespaces.find(holder.tid(), mappers).isEmpty();
    }

    private static Watch of(HoldWatch watch, FileBytes reader) {
        return new Watch() {
            @Override
            public boolean kept() {
                return watch.kept(reader);
            }

            @Override
            public int descriptors() {
                return watch.descriptors();
            }

            @Override
            public void close() {
                watch.close();
            }
        };
    }
}
