package dev.shmkit.internal.host;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.host.Deadlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who waits for whom: from each thread at most one edge leads on, because it waits for one lock, which has one holder. */
public final class WaitForGraph {
    /** A thread waits for a file's lock, which another thread holds. */
    public record Edge(ProcessPass.Waiting waiting, RegionFile file, LockState lock) {
        public long from() {
            return waiting.waiter().tid();
        }

        public LockHolder holder() {
            return lock.holder().orElseThrow();
        }

        public Deadlock.Wait describe() {
            return new Deadlock.Wait(waiting.waiter(), file.summary(lock), holder());
        }
    }

    private final Map<Long, Edge> byWaiter = new HashMap<>();

    public WaitForGraph(List<Edge> edges) {
        edges.forEach(edge -> byWaiter.put(edge.from(), edge));
    }

    /** Every circle, once. No thread waits for itself: the mutex refuses that. */
    public List<List<Edge>> circles() {
        List<List<Edge>> circles = new ArrayList<>();
        Set<Long> done = new HashSet<>();
        for (Edge start : byWaiter.values()) {
            List<Edge> walked = new ArrayList<>();
            @Nullable Edge edge = start;
            while (edge != null && done.add(edge.from())) {
                walked.add(edge);
                edge = byWaiter.get(edge.holder().tid());
            }
            int first = edge == null ? -1 : walked.indexOf(edge);
            if (first >= 0 && walked.size() - first > 1) {
                circles.add(List.copyOf(walked.subList(first, walked.size())));
            }
        }
        return circles;
    }
}
