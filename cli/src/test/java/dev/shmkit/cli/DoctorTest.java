package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.AbandonedLockException;
import dev.shmkit.LockState.State;
import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What doctor says of regions that are ill, and of none: other tests may run on this machine at the same time. */
@ExtendWith(LeavesNothingBehind.class)
class DoctorTest {
    private static final int NO_THREAD = Integer.MAX_VALUE - 1;
    private static final long CREATOR_START_OFFSET = 56;

    private final String key = Keys.unique("ill' one");
    private final SharedMemory region = SharedMemory.create(key, 4096);

    @AfterEach
    void remove() {
        region.close();
        if (Files.exists(region.path())) {
            SharedMemory.unlink(key);
        }
    }

    /** What is wrong with this test's region. */
    private List<Map<String, String>> problems() throws IOException {
        return problems(key);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Map<String, String>> problems(String subject) throws IOException {
        Terminal doctor = Terminal.run("doctor", "--json");
        Map<String, Object> report = JSON.std.mapFrom(doctor.out());
        List<Map<String, String>> all = Objects.requireNonNull((List) report.get("problems"));
        assertThat(doctor.status()).isEqualTo(all.isEmpty() ? 0 : 1);
        assertThat(report.get("healthy")).isEqualTo(all.isEmpty());
        assertThat(doctor.err()).isEmpty();
        return all.stream()
                .filter(problem -> subject.equals(problem.get("subject")))
                .toList();
    }

    private String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Test
    void shouldFindNothingWrongWithARegionInUse() throws IOException {
        assertThat(problems()).isEmpty();
    }

    /** As GEOPM's regions are when the job that made them has died. */
    @Test
    void shouldTellOfRegionsThatNobodyMapsAndNobodyIsKnownToHaveMade() throws IOException {
        try (SharedMemory note = SharedMemory.attachRaw(key)) {
            note.putLong(48, 0).putLong(CREATOR_START_OFFSET, 0);
        }
        assertThat(Terminal.run("doctor").out()).as("mapped").doesNotContain("no creator is known of");
        region.close();
        assertThat(Terminal.run("doctor").out())
                .contains("no process is seen to map, and no creator is known of: " + key, "rm " + quoted(key));
        assertThat(problems()).isEmpty();
        assertThat((List<?>)
                        JSON.std.mapFrom(Terminal.run("doctor", "--json").out()).get("unclaimed"))
                .isEqualTo(List.of(key));
    }

    @Test
    void shouldFindAnAbandonedLockAndSayWhatFreesIt() throws IOException {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1).putInt(8, NO_THREAD).putInt(12, 1);
        }
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem).containsEntry("kind", "ABANDONED");
            assertThat(problem).containsEntry("command", "./shm recover " + quoted(key));
            assertThat(problem.get("problem")).contains(Integer.toString(NO_THREAD));
        });
        assertThat(Terminal.run("recover", key).status()).isZero();
        assertThat(problems()).isEmpty();
    }

    /** It takes a look at which no thread of this JVM runs: not every one is. */
    @Test
    void shouldFindALockWhoseHolderDiedBeforeItSigned() {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1);
        }
        Eventually.until("it is found", () -> kinds().equals(List.of("ABANDONED")));
        Eventually.until("it is mended", () -> Terminal.run("recover", key).status() == 0);
        assertThat(kinds()).isEmpty();
    }

    /** Recovering it would fail: glibc lets nobody take it any more. */
    @Test
    void shouldHaveARegionRemovedWhoseRobustLockWasGivenBackUnrepaired() throws Exception {
        String lost = Keys.unique("lost");
        try (SharedMemory robust = SharedMemory.create(lost, 64, RegionOption.ROBUST)) {
            Thread holder = new Thread(robust::lock);
            holder.start();
            holder.join();
            Eventually.until("its thread has ended", () -> robust.lockState().state() == State.ABANDONED);
            assertThat(problems(lost)).singleElement().satisfies(problem -> {
                assertThat(problem).containsEntry("command", "./shm show " + lost);
                assertThat(problem.get("problem")).contains("who takes it next is told");
            });
            assertThatExceptionOfType(AbandonedLockException.class)
                    .isThrownBy(robust::lock)
                    .satisfies(thrown -> thrown.lock().close());
            assertThat(problems(lost)).singleElement().satisfies(problem -> {
                assertThat(problem).containsEntry("kind", "ABANDONED").containsEntry("command", "./shm rm " + lost);
                assertThat(problem.get("problem")).contains("can never be taken again", "do not trust the data");
            });
            assertThat(Terminal.run("recover", lost).status()).isEqualTo(1);
            assertThat(Terminal.run("rm", lost).status()).isZero();
        }
        assertThat(problems(lost)).isEmpty();
    }

    private List<String> kinds() {
        try {
            return problems().stream()
                    .map(problem -> String.valueOf(problem.get("kind")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldFindAnOrphanAndSayWhatRemovesIt() throws IOException {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            // As if its creator had been an earlier process with this pid.
            words.putLong(CREATOR_START_OFFSET, 1);
        }
        assertThat(problems()).as("while this process maps it").isEmpty();
        region.close();
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem).containsEntry("kind", "ORPHAN");
            assertThat(problem).containsEntry("command", "./shm rm " + quoted(key));
            assertThat(problem.get("problem"))
                    .contains("pid " + ProcessHandle.current().pid());
        });
        assertThat(Terminal.run("rm", key).status()).isZero();
        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldFindPermissionsThatLetReadAndNotWrite() throws IOException {
        Files.setPosixFilePermissions(region.path(), PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem).containsEntry("kind", "PERMISSIONS");
            assertThat(problem)
                    .containsEntry(
                            "command", "chmod 0660 " + quoted(region.path().toString()));
        });
        Files.setPosixFilePermissions(region.path(), PosixFilePermissions.fromString("rw-rw----"));
        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldSayItToPeopleInTwoLines() throws IOException {
        Files.setPosixFilePermissions(region.path(), PosixFilePermissions.fromString("rw-r--r--"));
        Terminal doctor = Terminal.run("doctor");
        assertThat(doctor.status()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("PERMISSIONS " + key + ": its mode is rw-r--r--")
                .contains("\n    chmod 0600 " + quoted(region.path().toString()) + "\n")
                .contains("problems: ");
    }

    /** A command is there to be copied: into a shell, which must read it as it is, and onto a terminal, to which it must do nothing. */
    @Test
    void shouldWriteCommandsForAKeyThatWouldDoSomethingToATerminal() throws IOException {
        String odd = Keys.unique("odd\u001b[31m\n'\u202eone");
        SharedMemory other = SharedMemory.create(odd, 64);
        Files.setPosixFilePermissions(other.path(), PosixFilePermissions.fromString("rw-r--r--"));
        Terminal doctor = Terminal.run("doctor");
        String quoted = "chmod 0600 $'" + other.path().getParent()
                + odd.replace("'", "\\'")
                        .replace("\u001b", "\\033")
                        .replace("\n", "\\012")
                        .replace("\u202e", "\\342\\200\\256")
                + "'";
        assertThat(doctor.out()).doesNotContain("\u001b", "\u202e").contains("\n    " + quoted + "\n");
        try (RunningChild shell = RunningChild.start(List.of("bash", "-c", quoted))) {
            assertThat(shell.awaitExit().requireSuccess()).isEmpty();
        }
        assertThat(other.attributes().mode()).isEqualTo("rw-------");
        other.unlink();
        other.close();
    }
}
