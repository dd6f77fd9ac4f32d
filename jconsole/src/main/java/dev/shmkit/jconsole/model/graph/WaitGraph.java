package dev.shmkit.jconsole.model.graph;

import dev.shmkit.jconsole.model.LockThread;
import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.model.Waiter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom: an arrow leads from a waiting thread to the region it wants, and from a region to the thread that holds
 * it. Whoever is on a circle of such arrows waits for ever, unless one of the waits ends by itself.
 *
 * @param nodes threads and regions
 * @param edges the arrows
 */
public record WaitGraph(List<Node> nodes, List<Edge> edges) {
    /** A thread or a region. */
    public sealed interface Node {}

    /**
     * A thread that holds or wants something.
     *
     * @param thread which
     */
    public record ThreadNode(LockThread thread) implements Node {}

    /**
     * A region that is held or wanted.
     *
     * @param path its file
     * @param key its key
     */
    public record RegionNode(String path, String key) implements Node {}

    /**
     * An arrow.
     *
     * @param from a thread that waits, or a region that is held
     * @param to what it waits for, or who holds it
     * @param certain false when the thread only may wait for it
     * @param circular true when it is part of a circle
     */
    public record Edge(Node from, Node to, boolean certain, boolean circular) {}

    /** Keeps copies of the lists. */
    public WaitGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** All locks that are held or wanted. */
    public static WaitGraph of(List<Region> regions) {
        Set<Node> nodes = new LinkedHashSet<>();
        List<Edge> edges = new ArrayList<>();
        for (Region region : regions) {
            RegionNode node = new RegionNode(region.path(), region.key());
            for (Waiter waiter : region.waiters()) {
                edges.add(new Edge(new ThreadNode(waiter.thread()), node, waiter.certain(), false));
            }
            @Nullable LockThread holder = region.holder();
            if (holder != null) {
                edges.add(new Edge(node, new ThreadNode(holder), true, false));
            }
        }
        edges.forEach(edge -> nodes.addAll(List.of(edge.from, edge.to)));
        return new WaitGraph(List.copyOf(nodes), edges).withCircles();
    }

    private WaitGraph withCircles() {
        Map<Node, List<Edge>> leaving = edges.stream().filter(Edge::certain).collect(Collectors.groupingBy(Edge::from));
        Set<Node> circular = nodes.stream()
                .filter(node -> reachable(node, at -> targets(leaving, at)).contains(node))
                .collect(Collectors.toSet());
        return new WaitGraph(
                nodes,
                edges.stream()
                        .map(edge -> new Edge(
                                edge.from,
                                edge.to,
                                edge.certain,
                                edge.certain && circular.contains(edge.from) && circular.contains(edge.to)))
                        .toList());
    }

    private static List<Node> targets(Map<Node, List<Edge>> leaving, Node from) {
        return leaving.getOrDefault(from, List.of()).stream().map(Edge::to).toList();
    }

    /** All that steps lead to; the start itself only when they lead back to it. */
    private static Set<Node> reachable(Node start, Function<Node, List<Node>> steps) {
        Set<Node> seen = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(steps.apply(start));
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (seen.add(node)) {
                open.addAll(steps.apply(node));
            }
        }
        return seen;
    }

    /** The part that hangs together with a region; empty when nobody holds or wants it. */
    public WaitGraph around(String path) {
        Map<Node, List<Node>> neighbours = edges.stream()
                .flatMap(edge -> List.of(Map.entry(edge.from, edge.to), Map.entry(edge.to, edge.from)).stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        Set<Node> part = nodes.stream()
                .filter(node -> node instanceof RegionNode region && region.path.equals(path))
                .findFirst()
                .map(node -> reachable(node, at -> neighbours.getOrDefault(at, List.of())))
                .orElse(Set.of());
        return new WaitGraph(
                nodes.stream().filter(part::contains).toList(),
                edges.stream().filter(edge -> part.contains(edge.from)).toList());
    }

    /** True when somebody waits in a circle. */
    public boolean hasCircle() {
        return edges.stream().anyMatch(Edge::circular);
    }

    /** True when the node is part of a circle. */
    public boolean circular(Node node) {
        return edges.stream().anyMatch(edge -> edge.circular && edge.from.equals(node));
    }
}
