package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.Shm;
import dev.shmkit.jmx.RegionMXBean;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jetbrains.kotlin.abi.tools.AbiFilters;
import org.jetbrains.kotlin.abi.tools.AbiTools;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs are compiled against changes on purpose only: the change is seen in a committed file. */
class PublicApiTest {
    private static final Path COMMITTED = Path.of("../docs/public-api");
    private static final Path FOUND = Path.of("target/public-api");

    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of("api", SharedMemory.class),
                Arguments.of("dsl", Shm.class),
                Arguments.of("jmx", RegionMXBean.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void shouldOfferWhatTheCommittedFileSays(String module, Class<?> member) throws IOException {
        String committedName = module + ".txt";
        StringBuilder offered = new StringBuilder();
        AbiTools.Companion.getInstance(getClass().getClassLoader())
                .printJvmDump(
                        offered,
                        classFiles(member),
                        new AbiFilters(
                                Set.of(),
                                Set.of("dev.shmkit.**.internal.**", "dev.shmkit.internal.**"),
                                Set.of(),
                                Set.of()));
        Files.createDirectories(FOUND);
        Files.writeString(FOUND.resolve(committedName), offered);

        assertThat(Files.readString(COMMITTED.resolve(committedName)))
                .as(
                        "The public API of %s is not what docs/public-api/%s says. If the change is meant: "
                                + "cp examples/target/public-api/%2$s docs/public-api/",
                        module, committedName)
                .isEqualTo(offered.toString());
    }

    private static List<File> classFiles(Class<?> member) throws IOException {
        Path place = place(member);
        if (!Files.isDirectory(place)) {
            return List.of(place.toFile());
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .map(Path::toFile)
                    .toList();
        }
    }

    private static Path place(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
