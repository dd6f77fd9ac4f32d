package dev.shmkit.jconsole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tab in the real JConsole of this JDK, on a virtual display; pictures of it are left in target. */
@ExtendWith(LeavesNothingBehind.class)
class SharedMemoryTabTest {
    private static final String JDK = System.getProperty("java.specification.version");
    /** More of them make a fuller timeline. */
    private static final int PICTURE_SECONDS = Integer.getInteger("shmkit.picture.seconds", 2);

    private final String key = Keys.unique("orders");

    @BeforeAll
    static void compileThePeer() throws IOException {
        CPeer.compile();
    }

    private static String picture(String name) {
        return Path.of("target", "jconsole-%s-%s.png".formatted(name, JDK))
                .toAbsolutePath()
                .toString();
    }

    private static JConsole console(RunningChild monitored) throws IOException {
        JConsole console = JConsole.connectedTo(monitored.pid());
        console.does("tab Shared memory");
        return console;
    }

    /** Other tests make regions at the same time; these are of this one. */
    private static String ours() {
        return "shmkit-test-" + ProcessHandle.current().pid() + "-";
    }

    /** So that the timeline has something to show. */
    private static void let(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep((long) seconds * PICTURE_SECONDS / 2);
    }

    @Test
    void shouldShowWhoHoldsAndWhoWaitsInAllLanguages() throws Exception {
        try (RunningChild application = Application.start(key);
                JConsole console = console(application)) {
            console.await("rows", rows -> rows.contains(key));
            console.does("type Filter=" + ours());
            console.does("select " + key);
            let(1);
            application.tell("lock");
            console.await("rows", rows -> rows.contains("|HELD|java " + application.pid()));
            let(3);
            try (RunningChild holder = CPeer.start("hold", key)) {
                let(2);
                application.tell("unlock");
                holder.awaitLine("held");
                let(2);
                application.tell("lock");
                try (RunningChild second = CPeer.start("hold", key)) {
                    console.await(
                            "rows",
                            rows -> rows.contains("*" + key + "|4096|")
                                    && rows.contains("|rw-rw-rw-|HELD|peer %d|2|3|MAPPED|".formatted(holder.pid())));
                    String texts = console.reads("wanted by");
                    assertThat(texts.lines())
                            .as("the legend, and the selected region in words")
                            .contains("the lock", "holds", "waits", "free", "java " + application.pid())
                            .contains("peer " + holder.pid(), "peer " + second.pid())
                            .anyMatch(line -> line.startsWith("Held by peer %d, wanted by ".formatted(holder.pid()))
                                    && line.contains("java %d / order-writer".formatted(application.pid())));
                    let(3);
                    console.does("paint " + picture("lock"));
                    console.does("tab Data");
                    console.reads("Hello, JConsole");
                    console.does("type Offset=0x7");
                    console.clicks("Read");
                    console.await("texts", shown -> shown.contains("00000007") && shown.contains("JConsole"));
                    console.does("type Offset=0");
                    console.does("type Layout=char text[16]; uint16 first; double second[2]");
                    console.clicks("Read");
                    console.await(
                            "texts",
                            shown -> shown.contains("char text[16]     \"Hello, JConsole")
                                    && shown.contains("    16  uint16 first      0")
                                    && shown.contains("    24  double second[2]  0.0, 0.0"));
                    console.does("paint " + picture("data"));
                    console.does("type Layout=long first");
                    console.clicks("Read");
                    console.reads("\"long\" is no type");
                    console.does("type Offset=seven");
                    console.clicks("Read");
                    console.reads("\"seven\" is no offset");
                    // Which of the two that wait comes first, nobody knows.
                    application.tell("unlock");
                    holder.tell("");
                    second.awaitLine("held");
                    console.await("rows", rows -> rows.contains("|HELD|peer %d|".formatted(second.pid())));
                    second.tell("");
                    second.awaitExit().requireSuccess();
                    holder.awaitExit().requireSuccess();
                }
            }
            console.await("rows", rows -> rows.contains("|FREE||0|1|"));
            application.tell("end");
            application.awaitExit().requireSuccess();
            console.reads("Not connected");
            SharedMemory.unlink(key);
        }
    }

    @Test
    void shouldShowADeadlockAndChangeRegionsOnlyWhenAskedTwice() throws Exception {
        String left = Keys.unique("left");
        String right = Keys.unique("right");
        CPeer.create(left);
        CPeer.create(right);
        try (RunningChild application = Application.start(key);
                JConsole console = console(application)) {
            try (RunningChild one = CPeer.start("chain", left, right);
                    RunningChild two = CPeer.start("chain", right, left)) {
                one.awaitLine("held");
                two.awaitLine("held");
                one.tell("");
                two.tell("");
                console.await(
                        "texts",
                        texts -> texts.lines()
                                .anyMatch(line -> line.startsWith("Deadlock: ")
                                        && Stream.of(left, right, "[" + one.pid() + "]", "[" + two.pid() + "]")
                                                .allMatch(line::contains)));
                console.does("type Filter=" + ours());
                console.does("select " + left);
                console.reads("Held by peer %d, wanted by peer %d".formatted(one.pid(), two.pid()));
                try (RunningChild late = CPeer.start("hold", left)) {
                    console.await("rows", rows -> rows.contains("|HELD|peer %d|2|".formatted(one.pid())));
                    let(3);
                    console.does("paint " + picture("deadlock"));
                    console.clicks("Recover lock\u2026");
                    console.reads("Nothing is done while the holder lives.");
                    console.clicks("Recover lock");
                    console.reads("nothing done: the lock is ");
                    console.clicks("OK");
                    late.kill();
                }
                one.kill();
                console.await("rows", rows -> rows.contains("*" + left) && rows.contains("|ABANDONED|"));
                assertThat(console.reads("Abandoned: its holder, peer %d".formatted(one.pid())))
                        .as("the process that was seen to hold it, in its lane, too")
                        .doesNotContain("unknown process");
            }
            console.clicks("Recover lock\u2026");
            console.reads("The data may be half changed");
            console.clicks("Recover lock");
            console.reads("recovered; it was ");
            console.clicks("OK");
            console.await("rows", rows -> rows.lines().anyMatch(row -> row.contains(left) && row.contains("|FREE|")));

            console.does("type Filter=" + left.toUpperCase(java.util.Locale.ROOT));
            console.await("rows", rows -> rows.lines().count() == 1 && rows.contains("*" + left));
            console.clicks("Unlink\u2026");
            console.reads("Remove the name " + left + "?");
            console.clicks("Cancel");
            assertThat(Keys.path(left)).exists();
            console.clicks("Unlink\u2026");
            console.reads("Remove the name " + left + "?");
            console.clicks("Unlink");
            console.reads("The name " + left + " is removed.");
            console.clicks("OK");
            assertThat(Keys.path(left)).doesNotExist();
            console.await("rows", String::isEmpty);
            console.does("type Filter=");
            console.reads("No region is selected");
            console.await("rows", rows -> rows.contains(key) && !rows.contains(left));
            application.tell("end");
            application.awaitExit().requireSuccess();
        } finally {
            SharedMemory.unlink(key);
            SharedMemory.unlink(right);
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheJvmKnowsNothingOfSharedMemory() throws Exception {
        try (RunningChild stranger = ChildJvm.of(WithoutShmkit.class).start()) {
            stranger.awaitLine("ready");
            try (JConsole console = console(stranger)) {
                String texts = console.reads("This JVM does not watch shared memory");
                assertThat(texts).contains("shmkit-jmx on its class path", "dev.shmkit:type=Host");
                console.does("paint " + picture("advice"));
            }
        }
    }

    @Test
    void shouldSortAndKeepTheSelectionOverLooks() throws Exception {
        String small = Keys.unique("small");
        CPeer.create(small);
        try (RunningChild application = Application.start(key);
                JConsole console = console(application)) {
            console.await("rows", rows -> rows.contains(key) && rows.contains(small));
            console.does("type Filter=" + ours());
            console.does("select " + small);
            console.does("sort Size");
            console.await(
                    "rows",
                    rows -> rows.startsWith("*" + small + "|64|")
                            && rows.lines().count() == 2);
            console.does("sort Size");
            console.await("rows", rows -> rows.startsWith(" " + key + "|4096|") && rows.contains("*" + small));
            SharedMemory.unlink(small);
            console.await("rows", rows -> !rows.contains(small));
            console.does("tab MBeans");
            application.tell("end");
            application.awaitExit().requireSuccess();
        } finally {
            SharedMemory.unlink(key);
        }
    }
}
