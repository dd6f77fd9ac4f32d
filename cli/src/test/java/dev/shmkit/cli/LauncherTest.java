package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
    private static final int OWNER_OFFSET = 8;
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
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

    /** As another user's who is not root. */
    @Test
    void shouldSayInOneLineWhatToDoWithATreeOfAnotherUser() throws Exception {
        assumeTrue(Files.isExecutable(SETPRIV) && "root".equals(System.getProperty("user.name")), "needs two users");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path stamp = home.resolve("target/shm/shm.built");
        Files.setPosixFilePermissions(stamp, PosixFilePermissions.fromString("rw-------"));
        String asAnother = "%s --reuid=65534 --regid=65534 --clear-groups $shm ls".formatted(SETPRIV);
        assertThat(bash(asAnother))
                .isEqualTo(new Ended(
                        1,
                        "",
                        ("shm: %s has to be built, and you may not write there: let its owner run ./shm once,"
                                        + " or use a copy of your own%n")
                                .formatted(home)));
        Files.setPosixFilePermissions(stamp, PosixFilePermissions.fromString("rw-r--r--"));
        Path jar = Files.createFile(
                home.resolve("own.jar"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(home.resolve("target/shm/classpath"), jar + "\n");
        assertThat(bash(asAnother))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "shm: you may not read %s, or it is gone: use a copy of %s of your own%n"
                                .formatted(jar, home)));
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

    @Test
    void shouldBuildAgainWhereItWasNotBuilt() throws Exception {
        Path moved = Files.createDirectory(home.resolveSibling(home.getFileName() + "-moved"));
        try {
            for (String each : List.of(
                    "shm", "pom.xml", "target", "api", "dsl", "jmx", "jconsole", "snippets", "cli", "notebooks")) {
                Files.move(home.resolve(each), moved.resolve(each));
            }
            fakeProgram("bin/mvn", "echo '[ERROR] was called'; exit 1");
            Ended built = bash("PATH=%s/bin:$PATH; %s/shm classpath".formatted(home, moved));
            assertThat(built.err()).contains("shm: building again, it was built in another place …", "was called");
            assertThat(built.status()).isEqualTo(1);
            Files.createSymbolicLink(home.resolve("link"), moved);
            Files.writeString(moved.resolve("target/shm/shm.built"), moved + "\n");
            assertThat(bash(home + "/link/shm classpath").err())
                    .as("a link to the same place")
                    .isEmpty();
        } finally {
            try (Stream<Path> files = Files.walk(moved)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
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

    private Path fakeProgram(String name, String line) throws IOException {
        Path program = home.resolve(name);
        Files.createDirectories(program.resolveSibling(""));
        Files.writeString(program, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
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

    @Test
    void shouldTakeTheNewestJarWhereThoseOfSeveralVersionsAre() throws Exception {
        Path mvn = fakeProgram("bin/mvn", "exit 0");
        Files.delete(home.resolve("target/shm/shm.built"));
        String jna = Stream.of(System.getProperty("java.class.path").split(":", -1))
                .filter(jar -> jar.matches(".*/jna-[^/]*"))
                .findFirst()
                .orElseThrow();
        Files.writeString(home.resolve("cli/target/classpath.txt"), jna);
        for (String module : List.of("cli", "notebooks", "snippets")) {
            Path old = Files.createFile(home.resolve("%s/target/shmkit-%s-9.jar".formatted(module, module)));
            Files.setLastModifiedTime(old, FileTime.fromMillis(0));
            Files.createFile(home.resolve("%s/target/shmkit-%s-10.jar".formatted(module, module)));
            Files.createFile(home.resolve("%s/target/shmkit-%s-10-tests.jar".formatted(module, module)));
        }
        assertThat(bash("PATH=%s:$PATH; $shm classpath".formatted(mvn.getParent())))
                .isEqualTo(new Ended(
                        0,
                        "%1$s/cli/target/shmkit-cli-10.jar:%2$s:%1$s/notebooks/target/shmkit-notebooks-10.jar%n"
                                .formatted(home, jna),
                        "shm: building for the first time, this takes a minute or two …\n"));
        assertThat(home.resolve("target/shm/jshell-classpath"))
                .hasContent(home + "/snippets/target/shmkit-snippets-10.jar");
    }

    @Test
    void shouldSayThatItWaitsForAnotherBuild() throws Exception {
        Path mvn = fakeProgram("bin/mvn", "echo '[ERROR] was called'; exit 1");
        Files.delete(home.resolve("target/shm/shm.built"));
        Ended waited = bash("""
                PATH=%s:$PATH; cd ${shm%%/*}; exec 8>target/shm/lock; flock 8
                ./shm ls 8>&- 2>said & until grep -q . said; do sleep 0.05; done; cat said
                flock -u 8; wait $!; echo $?; ls target/shm
                """.formatted(mvn.getParent()));
        assertThat(waited.out())
                .startsWith("shm: another ./shm is building, waiting for it …\n1\n")
                .doesNotContain("started.");
        assertThat(home.resolve("said")).content().contains("was called");
    }

    /** Large builds are for what needs them. */
    @Test
    void shouldBuildTheCompilerAndTheKernelOnlyForWhatNeedsThem() throws Exception {
        Path mvn = fakeProgram("bin/mvn", "echo '[ERROR] was called'; exit 1");
        Files.writeString(
                Files.createDirectories(home.resolve("notebooks/target")).resolve("classpath.txt"), "/n.jar\n");
        for (String name : List.of("x.kts", "java.ipynb")) {
            Files.writeString(home.resolve(name), "");
        }
        Files.writeString(home.resolve("list.jsh"), "System.out.println(args[0])\n");
        Files.writeString(home.resolve("kotlin.ipynb"), "\"name\": \"shmkit-kotlin\"");
        fakeProgram("jdk/bin/java", "echo started");
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17\"\n");
        String shm = "cd ${shm%%/*}; PATH=%s:$PATH; JAVA_HOME=%s/jdk ./shm ".formatted(mvn.getParent(), home);
        for (String line : List.of(
                "run list.jsh x.kts",
                "run missing.kts",
                "run - x.kts",
                "run --help",
                "notebook",
                "notebook --help",
                "notebook java.ipynb",
                "notebook missing.ipynb kotlin.ipynb")) {
            assertThat(bash(shm + line)).as(line).isEqualTo(new Ended(0, "started\n", ""));
        }
        for (String line :
                List.of("run x.kts", "run -- x.kts a", "notebook java.ipynb kotlin.ipynb", "notebook install")) {
            assertThat(bash(shm + line).err()).as(line).contains("was called");
        }
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        assertThat(bash(shm + "notebook kotlin.ipynb").out()).isEqualTo("started\n");
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
        for (String own : List.of("--exec local", "-execution=local", "-J-cp -J" + home)) {
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
