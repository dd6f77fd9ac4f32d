package dev.shmkit.jconsole.model.graph;

import dev.shmkit.jconsole.model.graph.WaitGraph.Edge;
import dev.shmkit.jconsole.model.graph.WaitGraph.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Places a wait-for graph on a grid. A thread waits for one region and a region has one holder, so that one arrow leaves each
 * node: a connected part is a tree whose arrows lead right, or a circle on which such trees end.
 *
 * <pre>
 *   waiter ──┐
 *            ├─▶ region ──▶ holder               thread ──▶ region
 *   waiter ──┘                                      ▲          │
 *                                                 region ◀── thread
 * </pre>
 *
 * @param places where each node is
 */
public record GraphLayout(Map<Node, Place> places) {
    /**
     * A place on the grid.
     *
     * @param column from the left, from 0
     * @param row from the top, from 0; between two rows where that is the middle
     */
    public record Place(int column, double row) {}

    /** Lays out a graph; parts that do not hang together lie below each other. */
    public static GraphLayout of(WaitGraph graph) {
        return new Placing(graph).layout();
    }

    /** How many columns it takes. */
    public int columns() {
        return places.values().stream().mapToInt(Place::column).max().orElse(-1) + 1;
    }

    /** How many rows it takes. */
    public int rows() {
        return (int) Math.ceil(
                        places.values().stream().mapToDouble(Place::row).max().orElse(-1))
                + 1;
    }

    private static final class Placing {
        private final WaitGraph graph;
        /** Where the arrow from a node leads. A thread that only may wait for several regions has the first. */
        private final Map<Node, Node> next = new LinkedHashMap<>();

        private final Map<Node, List<Node>> previous;
        private final Map<Node, Place> places = new LinkedHashMap<>();
        private int freeRow;

        Placing(WaitGraph graph) {
            this.graph = graph;
            graph.edges().stream().filter(Edge::certain).forEach(edge -> next.putIfAbsent(edge.from(), edge.to()));
            graph.edges().forEach(edge -> next.putIfAbsent(edge.from(), edge.to()));
            this.previous = next.entrySet().stream()
                    .collect(Collectors.groupingBy(
                            Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        }

        GraphLayout layout() {
            for (Node node : graph.nodes()) {
                if (!places.containsKey(node)) {
                    place(ring(node));
                }
            }
            return new GraphLayout(Map.copyOf(places));
        }

        /** Follows the arrows until they end, or go round: the last node, or all nodes of the circle. */
        private List<Node> ring(Node start) {
            Set<Node> seen = new HashSet<>();
            Node at = start;
            while (seen.add(at)) {
                @Nullable Node to = next.get(at);
                if (to == null) {
                    return List.of(at);
                }
                at = to;
            }
            List<Node> ring = new ArrayList<>(List.of(at));
            for (Node to = next.get(at); to != null && !to.equals(at); to = next.get(to)) {
                ring.add(to);
            }
            return ring;
        }

        /** Half of a circle goes right on one row, the other half back on the next. */
        private void place(List<Node> ring) {
            Set<Node> onRing = new HashSet<>(ring);
            int left = ring.stream().mapToInt(node -> depth(node, onRing)).max().orElse(0);
            int half = (ring.size() + 1) / 2;
            if (ring.size() == 1) {
                tree(ring.get(0), left, onRing);
                return;
            }
            int top = freeRow;
            freeRow += 2;
            for (int i = 0; i < ring.size(); i++) {
                int column = left + (i < half ? i : ring.size() - 1 - i);
                places.put(ring.get(i), new Place(column, i < half ? top : top + 1));
            }
            for (Node node : ring) {
                entering(node, onRing).forEach(from -> tree(from, left - 1, onRing));
            }
        }

        private Collection<Node> entering(Node node, Set<Node> ring) {
            return previous.getOrDefault(node, List.of()).stream()
                    .filter(from -> !ring.contains(from))
                    .toList();
        }

        private int depth(Node node, Set<Node> ring) {
            return entering(node, ring).stream()
                    .mapToInt(from -> 1 + depth(from, ring))
                    .max()
                    .orElse(0);
        }

        /** Returns its row: the middle of those that lead to it. */
        private double tree(Node node, int column, Set<Node> ring) {
            double row = entering(node, ring).stream()
                    .mapToDouble(from -> tree(from, column - 1, ring))
                    .average()
                    .orElseGet(() -> freeRow++);
            places.put(node, new Place(column, row));
            return row;
        }
    }
}
