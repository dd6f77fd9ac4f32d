package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Java the launcher takes, and how. */
class LauncherJavaTest extends OnLauncher {
    /** A JVM refuses two. */
    @Test
    void shouldLeaveTheCollectorToWhoeverHasChosenOne() throws Exception {
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            assertThat(bash(variable + "=-XX:+UseParallelGC $shm ls").status())
                    .as(variable)
                    .isZero();
        }
        Path script = Files.writeString(home.resolve("x.jsh"), "/exit 7\n");
        assertThat(bash("JAVA_TOOL_OPTIONS=-XX:+UseParallelGC $shm jshell -s " + script)
                        .status())
                .isEqualTo(7);
    }

    @Test
    void shouldSayThatThereIsNoJavaWhereItIsSaidToBe() throws Exception {
        assertThat(bash("JAVA_HOME=/nowhere $shm ls"))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "shm: there is no bin/java in JAVA_HOME, which is /nowhere; set it to a JDK, 17 or newer, or to"
                                + " nothing\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
    void shouldRefuseAJavaThatIsTooOld(String version) throws Exception {
        Path java = fakeProgram("jdk/bin/java", "echo was called >&2; exit 1");
        Path release = home.resolve("jdk/release");
        Files.writeString(release, "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        Ended refused = new Ended(
                1, "", "shm: %s is too old; install a JDK, 17 or newer, or set JAVA_HOME to one%n".formatted(java));
        assertThat(bash("JAVA_HOME=%s/jdk $shm ls".formatted(home))).isEqualTo(refused);
        Files.delete(release);
        fakeProgram("jdk/bin/java", "echo 'openjdk version \"%s\" 2018-10-16' >&2".formatted(version));
        assertThat(bash("JAVA_HOME=%s/jdk $shm ls".formatted(home))).isEqualTo(refused);
        fakeProgram("jdk/bin/java", "echo broken >&2; exit 3");
        assertThat(bash("JAVA_HOME=%s/jdk $shm ls".formatted(home))).isEqualTo(new Ended(3, "", "broken\n"));
        fakeProgram("jdk/bin/java", "echo started >&2");
        Files.writeString(release, "JAVA_VERSION=\"17\"\n");
        assertThat(bash("JAVA_HOME=%s/jdk $shm ls".formatted(home)).err()).isEqualTo("started\n");
    }
}
