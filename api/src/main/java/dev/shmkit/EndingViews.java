package dev.shmkit;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers that become empty when their region is closed, so that their own check of bounds is all that an access needs. Not
 * thread-safe.
 */
final class EndingViews {
    private static final int FEW = 16;

    private final List<WeakReference<Buffer>> views = new ArrayList<>(0);
    private int many = FEW;

    /** Takes a buffer that nobody else moves or limits, and forgets it when it is unreachable. */
    void add(Buffer view) {
        if (views.size() >= many) {
            views.removeIf(known -> known.refersTo(null));
            many = Math.max(FEW, 2 * views.size());
        }
        views.add(new WeakReference<>(view));
    }

    /** Whoever finds a buffer empty, and fences, sees all that was written before this. */
    void end() {
        VarHandle.releaseFence();
        for (WeakReference<Buffer> known : views) {
            Buffer view = known.get();
            if (view != null) {
                view.limit(0);
            }
        }
        views.clear();
    }
}
