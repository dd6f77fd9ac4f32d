package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class LauncherTest {
    private static final int DEADLINE_SECONDS = 60;
    private static final String LOST = "shm: the output could not be written\n";

    @TempDir
    private Path home = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        Launcher.prepare(home);
    }

    private record Ended(int status, String out, String err) {}

    /** Runs a line of bash in which {@code shm} is the launcher. */
    private Ended bash(String line) throws Exception {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Launcher.ENVIRONMENT);
        builder.environment().put("shm", home.resolve("shm").toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "ls --json", "--help", "classpath"})
    void shouldFailWhenTheOutputCannotBeWritten(String command) throws Exception {
        assertThat(bash("$shm " + command + " >/dev/full")).isEqualTo(new Ended(1, "", LOST));
    }

    @Test
    void shouldEndQuietlyWhenNobodyReadsOn() throws Exception {
        String key = Keys.unique("much");
        Path path = Files.write(Keys.path(key), new byte[1 << 20]);
        try {
            Ended ended = bash("$shm dump -v " + key + " | head -n 1; echo ${PIPESTATUS[0]}");
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out().lines()).hasSize(2).last().isEqualTo("0");
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void shouldListNamesBeyondAsciiWithoutALocale() throws Exception {
        String key = Keys.unique("größe");
        Path path = Files.write(Keys.path(key), new byte[100]);
        try {
            for (String locale :
                    List.of("LC_ALL=C", "LC_ALL= LC_CTYPE=POSIX LANG=C.UTF-8", "LC_ALL= LC_CTYPE= LANG=")) {
                Ended ended = bash(locale + " $shm ls");
                assertThat(ended.out()).as(locale).contains(key);
                assertThat(ended.err()).isEmpty();
            }
        } finally {
            Files.delete(path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "classpath a b, classpath takes no arguments; see 'shm classpath --help'",
        "classpath --bogus, classpath takes no arguments; see 'shm classpath --help'",
        "jshell --bogus, JShell knows no option --bogus; see 'shm jshell --help'",
        "jshell --feedback silent x.jsh -R -Xmx64m -J-Da=b -z, JShell knows no option -z; see 'shm jshell --help'",
    })
    void shouldTellWrongUsage(String command, String told) throws Exception {
        assertThat(bash("$shm " + command)).isEqualTo(new Ended(2, "", "shm: " + told + "\n"));
    }

    @Test
    void shouldSayWhatTheClassPathIsFor() throws Exception {
        Ended help = bash("$shm classpath --help");
        assertThat(help.status()).isZero();
        assertThat(help.out().lines()).singleElement().asString().contains("class path for java");
    }

    @Test
    void shouldPassOnTheOptionsThatJShellKnows() throws Exception {
        Path script = Files.writeString(home.resolve("x.jsh"), "System.out.println(\"ran\")\n/exit 7\n");
        String options = "-s -R -Dx=y -J-Djava.util.prefs.userRoot=%s -C -g --add-modules=java.sql --enable-preview"
                .formatted(home);
        Ended jshell = bash("$shm jshell " + options + " " + script);
        assertThat(jshell.out().strip()).as(jshell.err()).isEqualTo("ran");
        assertThat(jshell.status()).isEqualTo(7);
        assertThat(bash("$shm jshell --version").out()).startsWith("jshell ");
    }

    @Test
    void shouldSayWhatIsWrongWithACacheThatCannotBe() throws Exception {
        Path script = Files.writeString(home.resolve("x.kts"), "val a = 1\n");
        Ended run = bash("XDG_CACHE_HOME=/proc $JAVA_HOME/bin/java -cp %s dev.shmkit.cli.Main run %s"
                .formatted(System.getProperty("java.class.path"), script));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().startsWith("shm: cannot use /proc/shmkit: ");
    }
}
