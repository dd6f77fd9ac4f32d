package dev.shmkit.dsl.display;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.layout.FluentLayout;
import dev.shmkit.dsl.layout.Table;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tables, rows and columns show of memory that is not there any more. */
@ExtendWith(LeavesNothingBehind.class)
class LiveDisplayTest {
    private static final FluentLayout PAIR = layout("pair").int32("first").int64("second");

    private final SharedMemory region = SharedMemory.create(Keys.unique("live"), 4096, RegionOption.TEMPORARY);

    @AfterEach
    void close() {
        region.close();
    }

    private static List<Display> displays(SharedMemory region) {
        Table table = table(region, PAIR);
        return List.of(table, table.row(1), table.column(PAIR.longField("second")));
    }

    @Test
    void shouldSayThatTheRegionIsClosed() {
        List<Display> shown = displays(region);
        region.close();
        for (Display each : shown) {
            assertThat(each.toString()).contains(region.key(), "the region is closed: open it again");
            assertThat(each.html()).contains("the region is closed");
        }
    }

    @Test
    void shouldShowItselfAlsoWhileTheRegionIsBeingClosed() throws Exception {
        for (int round = 0; round < 100; round++) {
            SharedMemory other = SharedMemory.attach(region.key(), Duration.ZERO);
            List<Display> shown = displays(other);
            CountDownLatch begun = new CountDownLatch(1);
            FutureTask<Void> showing = new FutureTask<>(() -> {
                begun.countDown();
                while (!shown.stream().allMatch(each -> each.toString().contains("the region is closed"))) {
                    Thread.onSpinWait();
                }
                return null;
            });
            new Thread(showing, "showing").start();
            begun.await();
            other.close();
            showing.get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void shouldSayThatTheRegionWasTruncated() throws IOException {
        List<Display> shown = displays(region);
        try (FileChannel file = FileChannel.open(region.path(), StandardOpenOption.WRITE)) {
            file.truncate(0);
        }
        for (Display each : shown) {
            assertThat(each.toString()).contains(region.key(), "truncated");
        }
        assertThat(Displays.of(region).text())
                .contains("\nmode ", "\nstate ", "truncated")
                .doesNotContain("UNKNOWN");
    }
}
