package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package of any module can be taken in at a glance. Files are counted, of which each holds one idea. */
class PackageSizeTest {
    private static final Path MODULES = Path.of("..");
    private static final long MOST_FILES_A_PACKAGE = 12;

    private static final Set<String> LARGER = Set.of(
            "dev.shmkit.dsl.layout", // A public class for each kind of field and of column.
            "dev.shmkit"); // The public API, whose names are fixed.

    @Test
    void shouldHaveAtMostADozenFilesAPackage() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (Path root : sourceRoots()) {
            packages(root).forEach((name, size) -> sizes.merge(name, size, Long::sum));
        }
        assertThat(sizes).as("what is counted").containsKeys("dev.shmkit.jconsole.view", "dev.shmkit.dsl.display");
        sizes.keySet().removeAll(LARGER);
        assertThat(sizes)
                .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_FILES_A_PACKAGE));
    }

    private static List<Path> sourceRoots() throws IOException {
        try (Stream<Path> modules = Files.list(MODULES)) {
            return modules.map(module -> module.resolve("src/main"))
                    .flatMap(sources -> Stream.of(sources.resolve("java"), sources.resolve("kotlin")))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static Map<String, Long> packages(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("package-info.java"))
                    .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                    .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        }
    }
}
