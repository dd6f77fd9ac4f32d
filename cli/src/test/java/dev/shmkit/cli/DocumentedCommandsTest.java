package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Documentation;
import dev.shmkit.testing.Documentation.Piece;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The README's and the recipes' commands: the program takes all of them, and those that end by themselves are run. */
class DocumentedCommandsTest {
    /** What the launcher does without the command line's program. */
    private static final Set<String> THE_LAUNCHERS_OWN = Set.of("jshell", "notebook", "classpath");
    /** What ends by itself and well, whatever else is on the machine. */
    private static final Set<String> ENDING = Set.of("ls", "show", "top", "dump", "rm", "run");

    @TempDir
    private Path directory = Path.of("");

    private static Stream<Piece> commands() throws IOException {
        return Documentation.read().commands().stream();
    }

    private static String name(Piece command) {
        return command.text().split(" ", -1)[1];
    }

    /** The words after the launcher's name, with what a reader puts for those in capitals, and what is optional left in. */
    private static List<String> words(String command, String key) {
        String given = command.substring(command.indexOf(' ') + 1)
                .replaceAll("[\\[\\]]", "")
                .replace("...", "")
                .replaceAll("\\bKEY\\b", key)
                .replaceAll("\\bPORT\\b", "7091")
                .replaceAll("\\bPID\\b", Long.toString(ProcessHandle.current().pid()));
        return List.of(given.split(" ", -1));
    }

    @TestFactory
    Stream<DynamicTest> shouldTakeEveryCommandWithItsOptions() throws IOException {
        List<DynamicTest> tests = commands()
                .filter(command -> !THE_LAUNCHERS_OWN.contains(name(command)))
                .map(command -> dynamicTest(command.toString(), () -> parse(words(command.text(), "/demo"))))
                .toList();
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    private static void parse(List<String> words) {
        String[] args = words.toArray(String[]::new);
        assertThat(Main.commandLine().getSubcommands()).containsKey(args[0]);
        // A name alone may be just that, in prose.
        if (args.length > 1) {
            assertThatCode(() -> Main.commandLine(args).parseArgs(args)).doesNotThrowAnyException();
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldRunWhatEndsByItself() throws IOException {
        List<DynamicTest> tests = commands()
                .filter(command -> ENDING.contains(name(command)))
                .flatMap(command -> Stream.of(command.text(), command.text().replaceAll(" ?\\[.*?]", "")))
                .filter(command -> !command.contains("FILE") && !command.equals("./shm run"))
                .distinct()
                .map(command -> dynamicTest(command, () -> run(command)))
                .toList();
        assertThat(tests).hasSizeGreaterThan(8);
        return tests.stream();
    }

    private void run(String command) throws IOException {
        String key = Keys.unique("documented");
        for (String script : List.of("x.jsh", "x.kts", "x.main.kts")) {
            Files.writeString(directory.resolve(script), "System.out.println(regions())\n");
        }
        SharedMemory.create(key, 4096).close();
        try {
            ChildJvm.of(Main.class)
                    .shortLived()
                    .through("env", "--chdir=" + directory, "XDG_CACHE_HOME=" + directory)
                    .args(words(command, key).toArray(String[]::new))
                    .run()
                    .requireSuccess();
        } finally {
            Files.deleteIfExists(Keys.path(key));
        }
    }

    @Test
    void shouldHaveALauncherThatDoesItsOwn() throws IOException {
        assertThat(commands().map(DocumentedCommandsTest::name)).containsAll(THE_LAUNCHERS_OWN);
        Path shm = Launcher.prepare(directory);
        assertThat(launch(shm, "classpath").strip()).isEqualTo(System.getProperty("java.class.path"));
        String said = launch(shm, "jshell", "-J-Djava.util.prefs.userRoot=" + directory);
        assertThat(said).contains("jshell> ");
    }

    private static String launch(Path shm, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("env"));
        Launcher.ENVIRONMENT.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("bash", shm.toString()));
        command.addAll(List.of(args));
        try (RunningChild launcher = RunningChild.start(command)) {
            launcher.closeInput();
            return launcher.awaitExit().requireSuccess();
        }
    }
}
