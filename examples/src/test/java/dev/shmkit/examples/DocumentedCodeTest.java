package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.shmkit.SharedMemory;
import dev.shmkit.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs every block of code of the README and of the recipes, each by itself. Single commands are tested with the cli. */
class DocumentedCodeTest {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    /** A region's key, and its size with what is said of the lock and the permissions. */
    private static final Pattern MADE =
            Pattern.compile("shm\\(\"(\\w+)\"\\)\\.\\s*(size\\([^)]*\\)(?:\\.\\s*(?:secure|robust|temporary)\\(\\))*)");

    private static final Pattern PROMPT = Pattern.compile("^jshell> (.*)$", Pattern.MULTILINE);
    private static final Pattern ANSWER =
            Pattern.compile("^jshell> \\w+ (\\w+) = .*\\n\\1 ==> (.*)$", Pattern.MULTILINE);
    /** The README's dialogue about structs, whose answers a test of the dsl compares. */
    private static final String TESTED_WITH_THE_DSL = "jshell> var cpu";

    /** What the pages call their regions. */
    private static final List<String> KEYS = List.of(
            "demo",
            "status",
            "number",
            "chain",
            "together",
            "hits",
            "signal",
            "busy",
            "robust",
            "structs",
            "columns",
            "recorded",
            "count");

    private static final Duration DEADLINE = Duration.ofSeconds(90);

    @RegisterExtension
    final Peers peers = new Peers();

    @TempDir
    private Path directory = Path.of("");

    @TestFactory
    List<DynamicTest> readme() throws IOException {
        return blocks(Path.of("../README.md"), 3);
    }

    /** So that the page can be tried from its beginning to its end. */
    @Test
    void shouldGiveNoRegionTwoSizesOnTheRecipesPage() throws IOException {
        Map<String, Set<String>> kinds = new TreeMap<>();
        MADE.matcher(Files.readString(Path.of("../docs/recipes.md")))
                .results()
                .forEach(made -> kinds.computeIfAbsent(made.group(1), key -> new TreeSet<>())
                        .add(made.group(2).replace("4 KiB", "4096").replace("\"", "")));
        assertThat(kinds).hasSizeGreaterThan(8).allSatisfy((key, kind) -> {
            assertThat(KEYS).contains(key);
            assertThat(kind).as(key).hasSize(1);
        });
    }

    @TestFactory
    List<DynamicTest> recipes() throws IOException {
        return blocks(Path.of("../docs/recipes.md"), 12);
    }

    private List<DynamicTest> blocks(Path page, int atLeast) throws IOException {
        String text = Files.readString(page);
        List<DynamicTest> tests = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            long line = text.substring(0, block.start()).lines().count() + 1;
            String language = block.group(1);
            String code = block.group(2);
            if (code.contains(TESTED_WITH_THE_DSL)) {
                continue;
            }
            tests.add(dynamicTest("line %d, %s".formatted(line, language), () -> run(language, code)));
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(atLeast);
        return tests;
    }

    private void run(String language, String code) throws IOException {
        for (String key : KEYS) {
            assertThat(Host.region(key)).as("a region of somebody else").doesNotExist();
            if (code.matches("(?s).*[\"/]" + key + "\\b.*") && !code.contains("size(")) {
                // The page has made it further up.
                SharedMemory.create(key, 4096).close();
            }
        }
        try {
            switch (language) {
                case "java" -> runJava(code);
                case "kotlin" ->
                    peers.scriptInItsDirectory(file("block.main.kts", code)).exitsWith(0, DEADLINE);
                case "python" ->
                    start("python3", file("block.py", code).toString()).exitsWith(0);
                case "sh" -> runShell(code);
                case "xml" -> assertInstalled(code);
                default -> throw new AssertionError("nobody knows how to run " + language);
            }
        } finally {
            for (String key : KEYS) {
                Files.deleteIfExists(Host.region(key));
            }
        }
    }

    private void runJava(String code) throws IOException {
        if (code.contains("void main(")) {
            peers.scriptInItsDirectory(file("Block.java", code)).exitsWith(0, DEADLINE);
            return;
        }
        String inputs =
                PROMPT.matcher(code).results().map(input -> input.group(1)).collect(Collectors.joining("\n"));
        List<String> answers =
                ANSWER.matcher(code).results().map(answer -> answer.group(1)).toList();
        String asked =
                answers.stream().map("\nSystem.out.println(%s)"::formatted).collect(Collectors.joining());
        String said = peers.scriptInItsDirectory(file("block.jsh", (inputs.isEmpty() ? code : inputs) + asked))
                .exitsWith(0, DEADLINE);
        String expected =
                ANSWER.matcher(code).results().map(answer -> answer.group(2)).collect(Collectors.joining("\n"));
        assertThat(said).endsWith(expected);
    }

    private void runShell(String code) throws IOException {
        prepareShm();
        start("bash", "-e", file("block.sh", code).toString()).exitsWith(0, DEADLINE);
    }

    /** A dependency is what {@code mvn install} installs of a module here. */
    private static void assertInstalled(String dependency) throws IOException {
        String artifact = element(dependency, "artifactId");
        String module = Files.readString(Path.of("..", artifact.replaceFirst("^shmkit-", ""), "pom.xml"));
        String parent = module.substring(module.indexOf("<parent>"), module.indexOf("</parent>"));
        assertThat(module).contains("</parent>\n\n    <artifactId>" + artifact + "</artifactId>");
        assertThat(element(dependency, "groupId")).isEqualTo(element(parent, "groupId"));
        assertThat(element(dependency, "version")).isEqualTo(element(parent, "version"));
    }

    private static String element(String xml, String name) {
        return xml.replaceAll("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1");
    }

    /** A {@code shm} in the folder that runs what is being tested. */
    private void prepareShm() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path shm = file(
                "shm",
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '%s' %s \"$@\"\n"
                        .formatted(java, System.getProperty("java.class.path"), Main.class.getName()));
        Files.setPosixFilePermissions(shm, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Child start(String... command) {
        return peers.start(List.of(command), directory);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
