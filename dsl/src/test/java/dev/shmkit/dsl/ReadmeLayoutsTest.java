package dev.shmkit.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines about structs, as a JShell prompt takes them, and what they show. */
@ExtendWith(LeavesNothingBehind.class)
class ReadmeLayoutsTest {
    private static final String PROMPT = "jshell> ";
    // A key of its own, in place of the README's.
    private static final String KEY = "shmkit-readme-status";

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void removeRegion() {
        Shm.closeSession();
        SharedMemory.unlink(KEY);
    }

    @Test
    void shouldShowWhatTheReadmeShows() throws IOException {
        List<String> dialogue = dialogue();
        Path picture = directory.resolve("done.svg");
        assertThat(dialogue).hasSizeGreaterThanOrEqualTo(4);
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                shell.addToClasspath(element);
            }
            evaluate(shell, "import static dev.shmkit.dsl.Shm.*;");
            evaluate(shell, "import java.time.Duration;");
            for (String step : dialogue) {
                String line = step.lines().findFirst().orElseThrow().substring(PROMPT.length());
                String shown = step.lines().skip(1).reduce("", (all, next) -> all + "\n" + next);
                evaluate(shell, line.replace("\"status\"", "\"" + KEY + "\"").replace("done.svg", picture.toString()));
                if (!shown.isEmpty()) {
                    String value = evaluate(shell, line + ".toString()");
                    String expected = shown.substring(shown.indexOf("==>") + "==> ".length());
                    assertThat(text(value).replace(KEY, "status")).as(line).isEqualTo(expected.strip());
                }
            }
        }
        assertThat(picture).content().contains("<svg");
    }

    /** Each prompt with the lines that it shows. */
    private static List<String> dialogue() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String section = readme.substring(readme.indexOf("\n## Structs"));
        String block = section.substring(section.indexOf("```java\n") + 8, section.indexOf("\n```\n"));
        List<String> steps = new ArrayList<>();
        for (String step : block.split("(?m)^(?=jshell> )", -1)) {
            steps.add(step.strip());
        }
        return steps;
    }

    private static String evaluate(JShell shell, String line) {
        List<SnippetEvent> events = shell.eval(line.endsWith(";") ? line : line + ";");
        assertThat(events).as(line).isNotEmpty().allSatisfy(event -> {
            assertThat(event.status()).isEqualTo(Snippet.Status.VALID);
            assertThat(event.exception()).isNull();
        });
        String value = events.get(events.size() - 1).value();
        return value == null ? "" : value;
    }

    /** JShell gives strings as literals. */
    private static String text(String literal) {
        return literal.substring(1, literal.length() - 1).translateEscapes();
    }
}
