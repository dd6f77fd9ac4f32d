package dev.shmkit.jconsole.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.jconsole.model.LockStatus;
import dev.shmkit.jconsole.model.LockThread;
import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.model.Regions;
import dev.shmkit.jconsole.model.Waiter;
import dev.shmkit.jconsole.model.graph.GraphLayout.Place;
import dev.shmkit.jconsole.model.graph.WaitGraph.Edge;
import dev.shmkit.jconsole.model.graph.WaitGraph.RegionNode;
import dev.shmkit.jconsole.model.graph.WaitGraph.ThreadNode;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitGraphTest {
    private static RegionNode region(String key) {
        return new RegionNode("/dev/shm" + key, key);
    }

    private static ThreadNode thread(String name) {
        return new ThreadNode(Regions.thread(name));
    }

    @Test
    void shouldLeadFromWhoWaitsOverTheRegionToWhoHoldsIt() {
        WaitGraph graph = WaitGraph.of(List.of(Regions.held("/r", "holder", "one", "two"), Regions.free("/free")));
        assertThat(graph.edges())
                .containsExactlyInAnyOrder(
                        new Edge(thread("one"), region("/r"), true, false),
                        new Edge(thread("two"), region("/r"), true, false),
                        new Edge(region("/r"), thread("holder"), true, false));
        assertThat(graph.hasCircle()).isFalse();
        GraphLayout layout = GraphLayout.of(graph);
        assertThat(layout.places())
                .containsEntry(thread("one"), new Place(0, 0))
                .containsEntry(thread("two"), new Place(0, 1))
                .containsEntry(region("/r"), new Place(1, 0.5))
                .containsEntry(thread("holder"), new Place(2, 0.5));
        assertThat(layout.columns()).isEqualTo(3);
        assertThat(layout.rows()).isEqualTo(2);
    }

    @Test
    void shouldMarkTheCircleButNotWhoMerelyWaitsForIt() {
        WaitGraph graph = WaitGraph.of(List.of(Regions.held("/a", "x", "y", "late"), Regions.held("/b", "y", "x")));
        assertThat(graph.hasCircle()).isTrue();
        assertThat(graph.edges())
                .filteredOn(edge -> !edge.circular())
                .containsExactly(new Edge(thread("late"), region("/a"), true, false));
        assertThat(graph.circular(thread("late"))).isFalse();
        assertThat(graph.circular(thread("x"))).isTrue();
    }

    @Test
    void shouldPlaceACircleOnTwoRowsWithItsWaitersAtTheLeft() {
        WaitGraph graph = WaitGraph.of(List.of(
                Regions.held("/a", "x", "z", "late"), Regions.held("/b", "y", "x"), Regions.held("/c", "z", "y")));
        GraphLayout layout = GraphLayout.of(graph);
        assertThat(layout.places()).hasSize(7);
        assertThat(new HashSet<>(layout.places().values()))
                .as("no two at one place")
                .hasSize(7);
        assertThat(layout.places()).containsEntry(thread("late"), new Place(0, 2));
        assertThat(layout.columns()).isEqualTo(4);
    }

    @Test
    void shouldNotCallItACircleWhenAThreadOnlyMayWait() {
        Region maybe = new Region(
                "/b",
                "/dev/shm/b",
                "GEOPM",
                64,
                "",
                "",
                "",
                LockStatus.HELD,
                Regions.thread("y"),
                List.of(new Waiter(Regions.thread("x"), false, false)),
                List.of());
        WaitGraph graph = WaitGraph.of(List.of(Regions.held("/a", "x", "y"), maybe));
        assertThat(graph.hasCircle()).isFalse();
        assertThat(GraphLayout.of(graph).places()).hasSize(4);
    }

    @Test
    void shouldShowOnlyWhatHangsTogetherWithTheRegion() {
        WaitGraph graph = WaitGraph.of(
                List.of(Regions.held("/a", "x", "y"), Regions.held("/b", "y", "z"), Regions.held("/other", "o", "p")));
        assertThat(graph.around("/dev/shm/b").nodes())
                .containsExactlyInAnyOrder(region("/a"), region("/b"), thread("x"), thread("y"), thread("z"));
        assertThat(graph.around("/dev/shm/free").nodes()).isEmpty();
    }

    @Test
    void shouldTakeTwoNamesOfAThreadForOneThread() {
        LockThread longName = new LockThread(Regions.process("java"), 7, "a-name-of-more-than-15");
        LockThread shortName = new LockThread(Regions.process("java"), 7, "a-name-of-more-");
        assertThat(longName).isEqualTo(shortName).hasSameHashCodeAs(shortName);
    }

    @Test
    void shouldKeepFarPartsOfAWaitingChainInOneLine() {
        GraphLayout layout =
                GraphLayout.of(WaitGraph.of(List.of(Regions.held("/a", "x", "y"), Regions.held("/b", "y", "z"))));
        assertThat(layout.columns()).isEqualTo(5);
        assertThat(layout.rows()).isEqualTo(1);
    }
}
