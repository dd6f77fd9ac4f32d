package dev.shmkit.stress;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import java.util.concurrent.atomic.AtomicLong;

/** One region for all states of a forked JVM, cut into slots: a state is made millions of times, a region is not. */
final class Slots {
    /** Two numbers. */
    static final int SLOT_BYTES = 16;

    private static final int SLOTS = 1 << 18;
    private static final AtomicLong NEXT = new AtomicLong();

    static final SharedMemory REGION = SharedMemory.create(
            "/shmkit-stress-" + ProcessHandle.current().pid(),
            (long) SLOTS * SLOT_BYTES,
            RegionOption.SECURE,
            RegionOption.TEMPORARY);

    private Slots() {}

    /** The offset of a slot of two zeros that no other living state uses. */
    static long next() {
        long offset = (NEXT.getAndIncrement() % SLOTS) * SLOT_BYTES;
        REGION.putLong(offset, 0).putLong(offset + Long.BYTES, 0);
        return offset;
    }
}
