package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
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
                    .containsKeys("pid", "tid", "thread", "uid");
            Terminal forPeople = Terminal.run("show", key.substring(1));
            assertThat(forPeople.out()).containsPattern("lockState +HELD").contains("java[");
        }
    }

    @Test
    void shouldDumpBytesFromAnOffset() {
        Terminal dump = Terminal.run("dump", key, "--offset", "16", "--length", "6");
        assertThat(dump.status()).isZero();
        assertThat(dump.out().strip())
                .isEqualTo("00000010  68 65 6c 6c 6f 00                                 |hello.|");
        assertThat(Terminal.run("dump", key, "--length", "999999").out().lines())
                .hasSize(4096 / 16);
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
    void shouldRecoverALockWhoseHolderIsGone() {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1).putInt(8, Integer.MAX_VALUE - 1).putInt(12, 1);
        }
        Terminal recovered = Terminal.run("recover", key);
        assertThat(recovered.status()).isZero();
        assertThat(recovered.out()).contains("recovered " + key, "ABANDONED");
        assertThat(region.tryLock()).hasValueSatisfying(ScopedLock::close);
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

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4096", "9223372036854775807"})
    void shouldRefuseToDumpFromOutside(String offset) {
        Terminal failed = Terminal.run("dump", key, "--offset=" + offset);
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err().lines()).singleElement().asString().contains(key, offset);
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
}
