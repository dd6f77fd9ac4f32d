package dev.shmkit.dsl.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compiled code need not ask which kind of column it has as long as a JVM knows one. */
@ExtendWith(LeavesNothingBehind.class)
class ColumnClassesTest {
    private static final Pattern LOADED =
            Pattern.compile("\\[class,load *\\] dev\\.shmkit\\.dsl\\.layout\\.(\\w+Column) ");

    @ParameterizedTest
    @CsvSource({
        "int64, LongColumn Int64Column",
        "int32, IntColumn Int32Column",
        "bits, LongColumn BitsColumn ShortUnsignedColumn",
        "bool, BooleanColumn"
    })
    void shouldLoadNoClassOfColumnsThatAreNotUsed(String field, String classes) throws Exception {
        String key = Keys.unique("classes");
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.TEMPORARY)) {
            ChildJvm.Exit exit = ChildJvm.of(OneColumnChild.class)
                    .shortLived()
                    .vm("-Xlog:class+load:stdout")
                    .args(region.key(), field)
                    .run();
            assertThat(exit.requireSuccess()).contains("read ");
            List<String> loaded = LOADED.matcher(exit.output())
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            assertThat(loaded).containsExactlyInAnyOrder(classes.split(" "));
        }
    }
}
