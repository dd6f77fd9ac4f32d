package dev.shmkit;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges that become empty when their region is closed, so that the check of an index is all that an access needs. Not
 * thread-safe.
 */
final class EndingRanges {
    private static final int FEW = 16;

    private final List<WeakReference<StridedRange>> ranges = new ArrayList<>(0);
    private int many = FEW;

    /** Takes a range, and forgets it when it is unreachable. */
    void add(StridedRange range) {
        if (ranges.size() >= many) {
            ranges.removeIf(known -> known.refersTo(null));
            many = Math.max(FEW, 2 * ranges.size());
        }
        ranges.add(new WeakReference<>(range));
    }

    /** Whoever finds a range empty, and fences, sees all that was written before this. */
    void end() {
        VarHandle.releaseFence();
        for (WeakReference<StridedRange> known : ranges) {
            StridedRange range = known.get();
            if (range != null) {
                range.end();
            }
        }
        ranges.clear();
    }
}
