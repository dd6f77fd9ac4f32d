package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class RegionCommandsTest {
    private static final int TERMINATED = 128 + 15;

    private final String key = Keys.unique("cli");
    private SharedMemory region = SharedMemory.createSecure(key, 4096);

    @BeforeEach
    void fill() {
        region.putString(16, "hello");
    }

    @AfterEach
    void removeRegion() {
        region.close();
        if (region.path().toFile().exists()) {
            SharedMemory.unlink(key);
        }
    }

    @Test
    void shouldListRegionsAsATableForPeople() {
        Terminal ls = Terminal.run("ls");
        assertThat(ls.status()).isZero();
        assertThat(ls.err()).isEmpty();
        assertThat(ls.out().lines().filter(line -> line.startsWith(key)))
                .singleElement()
                .asString()
                .contains("4 KiB", "rw-------", "FREE");
    }

    @Test
    void shouldListRegionsAsAnArrayForPrograms() throws IOException {
        List<Map<String, Object>> rows = rows(Terminal.run("ls", "--json").out());
        assertThat(rows)
                .filteredOn(row -> key.equals(row.get("key")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("sizeBytes", 4096).containsEntry("secure", true);
                    assertThat(row).containsEntry("lockState", "FREE").containsEntry("lockHolder", null);
                    // As the MBean of a region has it that its process has not opened.
                    assertThat(row)
                            .containsEntry("role", "NONE")
                            .containsEntry("acquisitionCount", 0)
                            .containsEntry("contentionCount", 0)
                            .containsEntry("timeoutCount", 0);
                });
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Map<String, Object>> rows(String json) throws IOException {
        return (List) JSON.std.listFrom(json);
    }

    @Test
    void shouldShowTheHolderOfTheLock() throws IOException {
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            Map<String, Object> shown =
                    JSON.std.mapFrom(Terminal.run("show", key, "--json").out());
            assertThat(shown)
                    .containsEntry("key", key)
                    .containsEntry("path", region.path().toString())
                    .containsEntry("mode", "rw-------")
                    .containsEntry("owner", region.attributes().owner())
                    .containsEntry("lockState", "HELD")
                    .containsEntry("usage", "MAPPED")
                    .containsEntry("creator", "ALIVE")
                    .containsEntry("waiters", List.of());
            assertThat(shown.get("mappers"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .singleElement()
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("process", "java");
            assertThat(shown.get("creatorPid"))
                    .hasToString(Long.toString(ProcessHandle.current().pid()));
            assertThat(shown.get("lockHolder"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("process", "java")
                    .containsEntry("stopped", false)
                    .containsKeys("pid", "tid", "thread", "uid");
            Terminal forPeople = Terminal.run("show", key.substring(1));
            assertThat(forPeople.out()).containsPattern("lockState +HELD").contains("java[");
        }
    }

    @Test
    void shouldRemoveANameAndLeaveTheMemory() {
        Terminal rm = Terminal.run("rm", key);
        assertThat(rm.status()).isZero();
        assertThat(rm.out() + rm.err()).isEmpty();
        assertThat(region.path()).doesNotExist();
        assertThat(region.getString(16)).isEqualTo("hello");
    }

    @Test
    void shouldRemoveTheOthersThoughSomeCannotBeRemoved() {
        Terminal rm = Terminal.run("rm", "a/../b", key + "-missing", key, key + "-gone");
        assertThat(rm.status()).isEqualTo(1);
        assertThat(rm.err().lines()).singleElement().asString().contains("a/../b", key + "-missing", key + "-gone");
        assertThat(region.path()).doesNotExist();
    }

    @Test
    void shouldRecoverALockWhoseHolderIsGone() {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1).putInt(8, Integer.MAX_VALUE - 1).putInt(12, 1);
        }
        Terminal recovered = Terminal.run("recover", key);
        assertThat(recovered.status()).isZero();
        assertThat(recovered.out()).contains("recovered " + key, "ABANDONED");
        assertThat(region.tryLock()).hasValueSatisfying(ScopedLock::close);
    }

    /** As show and doctor do; a thread of this process that runs leaves the question open. */
    @Test
    void shouldListALockAsAbandonedWhoseHolderDiedBeforeItSigned() {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1);
            Eventually.until("it is seen in the list", () -> row("ls").contains("ABANDONED"));
            Eventually.until("it is seen on the screen", () -> row("top").contains("ABANDONED"));
            words.putInt(0, 0);
        }
    }

    private String row(String command) {
        return Terminal.run(command)
                .out()
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldRefuseToRecoverALockThatIsNotAbandoned() {
        ScopedLock lock = region.lock();
        Terminal refused = Terminal.run("recover", key);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains(key, "not abandoned", "HELD");
        lock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "dump", "rm", "recover"})
    void shouldFailWithOneLineThatNamesTheKey(String command) {
        Terminal failed = Terminal.run(command, key + "-missing");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines())
                .singleElement()
                .asString()
                .startsWith("shm: ")
                .contains(key + "-missing");
    }

    @Test
    void shouldNameTheNearestOfWhatThereIs() {
        assertThat(Terminal.run("rum", "x.jsh").err())
                .startsWith("shm: there is no command 'rum', perhaps run; see 'shm --help'");
        assertThat(Terminal.run("ls", "--jsno").err())
                .startsWith("shm: Unknown option: '--jsno', perhaps --json; see 'shm ls --help'");
        assertThat(Terminal.run("nonsense").err()).isEqualTo("shm: there is no command 'nonsense'; see 'shm --help'\n");
    }

    @Test
    void shouldNameAnUnknownOptionAlsoWhenAKeyIsMissing() {
        for (String command : List.of("rm", "show", "dump", "recover")) {
            String unknown = "shm: Unknown option: '-x'; see 'shm %s --help'\n".formatted(command);
            assertThat(Terminal.run(command, "-x").err()).isEqualTo(unknown);
            assertThat(Terminal.run(command, "-x", key).err()).isEqualTo(unknown);
            assertThat(Terminal.run(command).err()).contains("Missing required parameter");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "ls --no-such-option", "show", "dump KEY --offset x"})
    void shouldTellWrongUsageFromFailure(String arguments) {
        Terminal wrong = Terminal.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err().lines())
                .singleElement()
                .asString()
                .startsWith("shm: ")
                .contains("--help");
    }

    @Test
    void shouldShowAStackTraceOnlyWhenAskedFor() {
        assertThat(Terminal.run("show", key + "-missing", "--stacktrace").err()).contains("\tat ");
    }

    @Test
    void shouldRefuseToRemoveFilesThatAreNoRegions() {
        Terminal refused = Terminal.run("rm", "/etc/hostname");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("does not begin with a region's mutex");
    }

    /** Others choose the names of their regions and processes. */
    @Test
    void shouldShowNamesThatHarmNoTerminal() throws IOException {
        Path name = Path.of("/proc/self/comm");
        String own = Files.readString(name).strip();
        String odd = Keys.unique("odd\u001b[31m\none");
        try (SharedMemory other = SharedMemory.create(odd, 64)) {
            Files.writeString(name, "a\u001b[31mb");
            Terminal shown = Terminal.run("show", odd);
            assertThat(shown.status()).isZero();
            assertThat(shown.out())
                    .doesNotContain("\u001b")
                    .contains(odd.replaceAll("[\u001b\n]", "?"))
                    .containsPattern("mappers +a\\?\\[31mb\\[");
            other.unlink();
        } finally {
            Files.writeString(name, own);
        }
    }

    @Test
    void shouldTellOfRegionsWithNamesThatHarmNoTerminal() throws IOException {
        String odd = Keys.unique("odd\u001b[31m\none");
        try (RunningChild monitor = ChildJvm.of(Main.class).args("monitor").start()) {
            monitor.awaitLine("Connect to ");
            String told = odd.replaceAll("[\u001b\n]", "?");
            // Made again and again: the first look finds what is there and tells nothing.
            Eventually.until("the region is told of", () -> {
                SharedMemory.create(odd, 64).close();
                boolean seen = Eventually.within(
                        Duration.ofSeconds(3), () -> monitor.output().contains(told));
                SharedMemory.unlink(odd);
                return seen;
            });
            ProcessHandle.of(monitor.pid()).orElseThrow().destroy();
            ChildJvm.Exit exit = monitor.awaitExit();
            assertThat(exit.code()).isEqualTo(TERMINATED);
            assertThat(exit.output()).doesNotContain("\u001b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "dump", "recover"})
    void shouldSayWhatIsThereInsteadOfARegion(String command) throws IOException {
        String odd = Keys.unique("directory");
        Path path = Files.createDirectory(Keys.path(odd));
        try {
            Terminal failed = Terminal.run(command, odd);
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.err())
                    .startsWith("shm: cannot find region \"%s\": %s is a directory;".formatted(odd, path))
                    .containsOnlyOnce("\n");
        } finally {
            Files.delete(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "dump", "rm", "recover"})
    void shouldGiveAdviceThatFitsACommand(String command) {
        assertThat(Terminal.run(command, key + "-missing").err())
                .contains("'shm ls' lists what there is")
                .doesNotContain("create it", "attach");
    }

    @Test
    void shouldSayThatARawRegionHasNoLockToRecover() throws IOException {
        String raw = Keys.unique("raw");
        Path path = Files.write(Keys.path(raw), new byte[100]);
        try {
            Terminal failed = Terminal.run("recover", raw);
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.err()).contains(raw, "it is raw and has no lock").doesNotContain("attach");
        } finally {
            Files.delete(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"show KEY", "rm KEY", "KEY", "ls KEY", "ls --KEY"})
    void shouldReportFailuresThatHarmNoTerminal(String command) {
        String odd = "odd\u001b[31m\u0007one";
        Terminal failed = Terminal.run(command.replace("KEY", odd).split(" "));
        assertThat(failed.status()).isPositive();
        assertThat(failed.err().strip()).contains("odd?[31m?one").doesNotContain("\u001b", "\u0007", "\n");
    }

    @Test
    void shouldKeepLongKeysWholeWithoutWideningOtherRows() throws IOException {
        String longKey = Keys.unique("long") + "x".repeat(200);
        SharedMemory.create(longKey, 64).close();
        try {
            Terminal ls = Terminal.run("ls");
            assertThat(ls.out().lines().filter(line -> line.startsWith(longKey + "  64 B  ")))
                    .as("can be copied")
                    .hasSize(1);
            assertThat(ls.out().lines().filter(line -> line.startsWith("KEY ")))
                    .as("the heading, which is as wide as other rows")
                    .singleElement()
                    .asString()
                    .hasSizeLessThan(180);
            assertThat(rows(Terminal.run("ls", "--json").out()))
                    .extracting(row -> row.get("key"))
                    .contains(longKey);
        } finally {
            SharedMemory.unlink(longKey);
        }
    }
}
