package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.RunningChild;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher as its users meet it. */
class LauncherTest extends OnLauncher {
    private static final int OWNER_OFFSET = 8;
    private static final String LOST = "shm: the output could not be written\n";

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

    /** Also on a machine where nothing happens, so that nothing more is written. */
    @Test
    void shouldEndAMonitorThatNobodyReads() throws Exception {
        Ended ended = bash("$shm monitor | head -n 1; echo ${PIPESTATUS[0]}");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines()).hasSize(2).last().isEqualTo("0");
        assertThat(bash("$shm monitor >/dev/full")).isEqualTo(new Ended(1, "", LOST));
    }

    /** Clients of its connector do not depend on what it prints. */
    @Test
    void shouldGoOnServingWhenNobodyReadsAMonitor() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String line = "exec %s monitor --jmx %d > >(exec head -n 1 >/dev/null)".formatted(home.resolve("shm"), port);
        try (RunningChild monitor = RunningChild.start(List.of("bash", "-c", line))) {
            monitor.awaitLine("shm: the output could not be written; the monitor goes on without it");
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            assertThat(monitor.alive()).isTrue();
            monitor.kill();
        }
    }

    @Test
    void shouldListNamesBeyondAsciiWithoutALocale() throws Exception {
        String key = Keys.unique("größe");
        Path path = Files.write(Keys.path(key), new byte[100]);
        try {
            for (String locale : List.of(
                    "LC_ALL=C",
                    "LC_ALL= LC_CTYPE=POSIX LANG=C.UTF-8",
                    "LC_ALL= LC_CTYPE= LANG=",
                    "LC_ALL= LC_CTYPE= LANG=not_INSTALLED.UTF-8")) {
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
        "jshell --class-path, --class-path takes a path; see 'shm jshell --help'",
        "jshell --class-path= x.jsh, --class-path takes a path; see 'shm jshell --help'",
        "jshell --feedback silent x.jsh -R -Xmx64m -J-Da=b -z, JShell knows no option -z; see 'shm jshell --help'",
    })
    void shouldTellWrongUsage(String command, String told) throws Exception {
        assertThat(bash("$shm " + command)).isEqualTo(new Ended(2, "", "shm: " + told + "\n"));
    }

    @Test
    void shouldNameItselfInCommandsAsItWasCalled() throws Exception {
        String key = Keys.unique("ill");
        Path path = Files.write(Keys.path(key), new byte[4096]);
        try (RandomAccessFile words = new RandomAccessFile(path.toFile(), "rw")) {
            // A lock that a thread which never was holds.
            words.write(new byte[] {1});
            words.seek(OWNER_OFFSET);
            words.write(new byte[] {-1, -1, -1, 127, 1, 0, 0, 0, (byte) 130});
            Files.createSymbolicLink(home.resolve("another name"), home.resolve("shm"));
            Map<String, String> calls = Map.of(
                    "cd $(dirname $shm) && ./shm doctor", "./shm",
                    "$shm doctor", "$shm",
                    "cd $(dirname $shm)/cli && ../shm doctor", "../shm",
                    "cd $(dirname $shm) && PATH=$PWD:$PATH && cd / && shm doctor", "$shm",
                    "cd $(dirname $shm) && './another name' doctor", "'./another name'");
            for (Map.Entry<String, String> call : calls.entrySet()) {
                assertThat(bash(call.getKey()).out())
                        .as(call.getKey())
                        .contains("\n    %s recover %s\n"
                                .formatted(
                                        call.getValue()
                                                .replace(
                                                        "$shm",
                                                        home.resolve("shm").toString()),
                                        key));
            }
        } finally {
            Files.delete(path);
        }
    }

    /** What the launcher does for a command, it does so whatever stands before it. */
    @ParameterizedTest
    @ValueSource(strings = {"--debug", "--stacktrace", "--debug --stacktrace"})
    void shouldFindTheCommandBehindGlobalOptions(String options) throws Exception {
        String shm = "$shm " + options + " ";
        assertThat(bash(shm + "classpath")).isEqualTo(bash("$shm classpath"));
        assertThat(bash(shm + "classpath a b").status()).isEqualTo(2);
        assertThat(bash(shm + "jshell --version").out()).startsWith("jshell ");
        assertThat(bash(shm + "ls")).isEqualTo(bash("$shm ls"));
        assertThat(bash(shm + "show /nobody-has-this").err())
                .contains("shm: cannot find", "dev.shmkit.RegionNotFoundException", "\tat ");
        assertThat(bash(shm + "ls --debug")).as("twice").isEqualTo(bash("$shm ls"));
        assertThat(bash(shm.strip()).err())
                .contains("a command is missing")
                .isEqualTo(bash("$shm").err());
    }

    @Test
    void shouldStartWhatACommandNeedsBehindGlobalOptions() throws Exception {
        fakeProgram("java/bin/java", "echo \"$@\"");
        Files.writeString(
                Files.createDirectories(home.resolve("notebooks/target")).resolve("classpath.txt"), "/n.jar\n");
        for (String command : List.of("notebook x.ipynb", "notebook", "run x.jsh 'a b'", "ls", "top")) {
            String java = "JAVA_HOME=%s/java ".formatted(home);
            assertThat(bash(java + "$shm --stacktrace " + command).out())
                    .contains(" --debug")
                    .satisfies(out -> assertThat(out.replace(" --debug", ""))
                            .isEqualTo(bash(java + "$shm " + command).out()));
        }
    }

    @Test
    void shouldAddTheClassPathThatJShellIsGivenAndLeaveTheImportsToIt() throws Exception {
        Files.createDirectory(home.resolve("own"));
        Files.writeString(home.resolve("own/own.txt"), "");
        Path script = Files.writeString(home.resolve("x.jsh"), """
                System.out.println(ClassLoader.getSystemResource("own.txt") != null)
                System.out.println(dev.shmkit.dsl.Shm.regions() != null)
                /exit 7
                """);
        for (String given : List.of("--class-path=%s/own", "--no-startup --class-path %s/own")) {
            Ended jshell = bash("$shm jshell -s " + given.formatted(home) + " " + script);
            assertThat(jshell).as(given).isEqualTo(new Ended(7, "true\ntrue\n", ""));
        }
        Path bare = Files.writeString(home.resolve("bare.jsh"), "System.out.println(regions() != null)\n/exit 7\n");
        assertThat(bash("$shm jshell -s --no-startup " + bare).out()).doesNotContain("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jshell -s", "run"})
    void shouldBeReadyForTheFirstRegionAndShowNoneOfItsOwn(String command) throws Exception {
        Path script = Files.writeString(home.resolve("x.jsh"), """
                boolean warmingUp() {
                    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("shmkit-warm-up"));
                }
                while (warmingUp()) LockSupport.parkNanos(1_000_000);
                System.out.println(java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/maps")).contains("jna"))
                var beans = new javax.management.ObjectName("dev.shmkit:type=Region,*")
                System.out.println(java.lang.management.ManagementFactory.getPlatformMBeanServer().queryNames(beans, null))
                /exit 7
                """);
        assertThat(bash("$shm " + command + " " + script)).isEqualTo(new Ended(7, "true\n[]\n", ""));
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
        Files.writeString(home.resolve("options"), "-cp " + home);
        for (String own : List.of(
                "--exec local",
                "-execution=local",
                "-J-cp -J" + home,
                "-R-cp -R" + home,
                "-R @" + home.resolve("options"))) {
            Ended given = bash("$shm jshell -s " + own + " " + script);
            assertThat(given.status())
                    .as("%s: %s%s", own, given.out(), given.err())
                    .isEqualTo(7);
        }
    }

    @Test
    void shouldSayInOneLineWhyNothingCanBeListed() throws Exception {
        Ended failed =
                bash("\"$JAVA_HOME/bin/java\" --enable-native-access=ALL-UNNAMED -Djna.nounpack=true -Djna.nosys=true"
                        + " -Djna.boot.library.path=/nowhere -cp '%s' dev.shmkit.cli.Main ls"
                                .formatted(System.getProperty("java.class.path")));
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err())
                .startsWith("shm: cannot list regions: JNA's native library did not load (")
                .hasLineCount(1);
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
