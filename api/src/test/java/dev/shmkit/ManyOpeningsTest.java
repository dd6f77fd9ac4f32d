package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A region that was closed keeps its addresses, and its slot of the table of the handler of SIGBUS, until the next collection. */
@ExtendWith(LeavesNothingBehind.class)
class ManyOpeningsTest {
    private final String key = Keys.unique("many");

    @Test
    void shouldGuardARegionHoweverManyWereOpenedSinceTheLastCollection() throws Exception {
        ChildJvm.Exit exit =
                ChildJvm.of(Opener.class).vm("-Xmx900m", "-Xmn800m").args(key).run();
        assertThat(exit.requireSuccess().lines()).containsExactly("collected: false", "collected: true", "survived");
    }

    /** Opens as many regions as the table has slots, and one more, whose file it truncates before C writes there. */
    static final class Opener {
        private static final int SLOTS = 1 << 17;
        private static final int BYTES = 1 << 16;
        private static final long GONE = 1 << 13;

        public static void main(String[] args) throws Exception {
            try (SharedMemory region = SharedMemory.create(args[0], BYTES, RegionOption.TEMPORARY)) {
                for (int i = 1; i < SLOTS; i++) {
                    SharedMemory.attach(args[0], Duration.ZERO).close();
                }
                System.out.println("collected: " + collected());
                SharedMemory last = SharedMemory.attach(args[0], Duration.ZERO);
                System.out.println("collected: " + collected());
                try (FileChannel file = FileChannel.open(region.path(), StandardOpenOption.WRITE)) {
                    file.truncate(GONE / 2);
                }
                Function.getFunction("c", "memset")
                        .invoke(new Object[] {last.pointer().share(GONE), 1, GONE});
            }
            System.out.println("survived");
        }

        private static boolean collected() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .anyMatch(collector -> collector.getCollectionCount() > 0);
        }
    }
}
