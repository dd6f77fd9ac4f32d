package dev.shmkit.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Kotlin scripts and the Kotlin kernel cannot share a list: the compiler of scripts depends on nothing of shmkit, and the kernel's
 * integration on no compiler.
 */
class KotlinImportsTest {
    private static final Pattern IMPORT = Pattern.compile("^ +\"([a-z]+\\.[\\w.*]+)\",$", Pattern.MULTILINE);
    private static final Pattern OF_JSHELL = Pattern.compile("^import (dev\\.shmkit\\..*);$", Pattern.MULTILINE);

    private static List<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of("..", file)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void shouldBeTheSameInScriptsAndInNotebooks() throws IOException {
        List<String> notebooks = found(IMPORT, "notebooks/src/main/kotlin/dev/shmkit/notebooks/ShmkitIntegration.kt");
        List<String> scripts = found(IMPORT, "scripting/src/main/kotlin/dev/shmkit/scripting/ScriptConfiguration.kt");
        assertThat(scripts).isNotEmpty().isEqualTo(notebooks);
        assertThat(scripts)
                .containsAll(found(OF_JSHELL, "dsl/src/main/resources/dev/shmkit/dsl/startup.jsh"))
                .contains("dev.shmkit.dsl.watch.*");
    }
}
