package dev.shmkit.dsl.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The instructions that compilers make of small fields in columns and rows, on pages that are gone. */
@ExtendWith(LeavesNothingBehind.class)
class TruncatedFieldsTest {
    private static final int KINDS = 23 + TruncatedNumbers.KINDS;
    /** Since JDK 21 every access is told of; before, a thread may end before it is told, and what counts is that the JVM survives. */
    private static final String TOLD = Runtime.version().feature() >= 21
            ? "RegionTruncatedException|InternalError"
            : "RegionTruncatedException|InternalError|nothing";

    private final String key = Keys.unique("truncated");
    private final SharedMemory region = SharedMemory.create(key, 64 << 10);

    @AfterEach
    void close() {
        SharedMemory.unlink(key);
        region.close();
    }

    /** Without a compiler in the background all loops are compiled before the file is truncated. */
    @ParameterizedTest
    @ValueSource(strings = {"-Dshmkit.sigbus=jvm", "-Dshmkit.sigbus=", "-XX:TieredStopAtLevel=1"})
    void shouldBeSurvivedByFields(String option) throws Exception {
        try (RunningChild child = ChildJvm.of(TruncatedFieldsChild.class)
                .vm("-Xbatch", option)
                .args(key)
                .start()) {
            child.awaitLine("ready");
            try (FileChannel file = FileChannel.open(Keys.path(key), StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
            child.tell("go");
            assertThat(child.awaitLine("{").split(", "))
                    .hasSize(KINDS)
                    .allMatch(met -> met.matches(".*=(" + TOLD + ")}?"));
            assertThat(child.awaitExit().requireSuccess()).endsWith("closed\n");
        }
    }
}
