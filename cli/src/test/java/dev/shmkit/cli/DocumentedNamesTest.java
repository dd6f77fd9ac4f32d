package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.RegionSpec;
import dev.shmkit.dsl.Shm;
import dev.shmkit.dsl.layout.FluentLayout;
import dev.shmkit.dsl.layout.Table;
import dev.shmkit.host.HostRegions;
import dev.shmkit.testing.Documentation;
import dev.shmkit.testing.Documentation.Piece;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README and the recipes name in their prose is there: methods and files. */
class DocumentedNamesTest {
    private static final List<Class<?>> API = List.of(
            SharedMemory.class,
            ScopedLock.class,
            HostRegions.class,
            Shm.class,
            RegionSpec.class,
            FluentLayout.class,
            Table.class);

    /** A call and nothing else; GEOPM's names have underscores. */
    private static final Pattern CALL = Pattern.compile("[A-Za-z.]+(\\(.*\\)| \\{.*})");

    private static final Pattern CALLED = Pattern.compile("\\b([a-z]\\w*)(?=\\(| \\{)");

    /** What the build makes is not there yet, and words in capitals are a reader's. */
    private static final Pattern FILE = Pattern.compile("(?!.*/?target/)[a-z]\\w*/[\\w./-]+");

    @Test
    void shouldNameMethodsThatExist() throws IOException {
        Set<String> methods = API.stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());
        List<Piece> calls = Documentation.read().inline().stream()
                .filter(piece -> CALL.matcher(piece.text()).matches())
                .toList();
        assertThat(calls)
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        call -> assertThat(CALLED.matcher(call.text()).results().map(MatchResult::group))
                                .isNotEmpty()
                                .isSubsetOf(methods));
    }

    @Test
    void shouldNameAndLinkFilesThatExist() throws IOException {
        Documentation pages = Documentation.read();
        assertThat(pages.links())
                .hasSizeGreaterThan(15)
                .allSatisfy(link ->
                        assertThat(link.page().resolveSibling(link.text())).exists());
        assertThat(pages.inline().stream()
                        .filter(piece -> FILE.matcher(piece.text()).matches()))
                .hasSizeGreaterThan(2)
                .allSatisfy(file -> assertThat(Files.exists(Path.of("..", file.text())))
                        .as(file.toString())
                        .isTrue());
    }
}
