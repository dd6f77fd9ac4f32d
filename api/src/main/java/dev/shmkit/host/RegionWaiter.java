package dev.shmkit.host;

import dev.shmkit.internal.text.Who;

/**
 * A thread that waits for a region's lock, asleep in the kernel. Immutable and thread-safe.
 *
 * <p>Virtual threads wait without the kernel's help and are not seen.
 *
 * @param pid its process
 * @param tid its kernel thread id
 * @param process its process's name ({@code comm}, at most 15 characters), empty when it cannot be told
 * @param thread its own name, as the kernel knows it
 * @param uid the user its process runs as, −1 when that cannot be told
 * @param certain false when permissions hide what it waits on: then it waits on some futex, in a process that maps the
 *     region, and somebody waits for the region's lock
 * @param timed true when its wait ends by itself, as that of {@code tryLock(Duration)}, or goes on in slices, as that of
 *     {@code lockInterruptibly()}. False for shmkit's {@code lock()}, which sleeps in slices, too, but says that it goes on
 */
public record RegionWaiter(long pid, long tid, String process, String thread, int uid, boolean certain, boolean timed) {
    @Override
    public String toString() {
        String who = Who.thread(process, pid, thread, tid);
        return certain ? who : who + " (possibly)";
    }
}
