package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.jna.Native;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.display.ByteSize;
import dev.shmkit.testing.AsNobody;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands tell another user of a region that root maps: not that nobody does. */
@ExtendWith(LeavesNothingBehind.class)
class HiddenUsersTest {
    /** One of each jar or folder of classes that listing and showing regions needs. */
    private static final List<Class<?>> NEEDED = List.of(
            SharedMemory.class,
            Main.class,
            ByteSize.class,
            Native.class,
            CommandLine.class,
            JSON.class,
            JsonFactory.class,
            kotlin.Unit.class);

    private final String key = Keys.unique("hiding");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @TempDir
    Path readable;

    @BeforeEach
    void letNobodyRead() throws IOException {
        AsNobody.prepare(readable);
    }

    @AfterEach
    void remove() {
        region.unlink();
        region.close();
    }

    private String nobodySees(String... command) throws IOException {
        List<Path> classPath = new ArrayList<>();
        for (Class<?> member : NEEDED) {
            classPath.add(AsNobody.copy(member, readable.resolve(member.getSimpleName())));
        }
        return AsNobody.jvm(Main.class, readable)
                .classPath(classPath)
                .args(command)
                .run()
                .requireSuccess();
    }

    @Test
    void shouldSayHowManyProcessesHideTheirMappingsWhenItShowsARegion() throws IOException {
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            assertThat(nobodySees("show", key))
                    .containsPattern("mappers +-\n")
                    .containsPattern("hidden +the mappings of [1-9]\\d* process(es)?\n")
                    .doesNotContain("hiddenProcessCount");
        }
    }

    @Test
    void shouldCountTheProcessesThatHideForProgramsToo() throws IOException {
        assertThat(JSON.std.mapFrom(nobodySees("show", "--json", key)).get("hiddenProcessCount"))
                .isInstanceOfSatisfying(
                        Integer.class, count -> assertThat(count).isPositive());
    }

    /** Root's processes map it and want its lock; another user sees none of them. */
    @Test
    void shouldMarkTheCountsThatMayBeHigher() throws IOException {
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            assertThat(row("ls")).containsPattern(" 0\\+ +0\\+ +HELD ");
            assertThat(row("top")).containsPattern(" 0\\+ +0\\+ +HELD ");
            assertThat(JSON.std.mapFrom(nobodySees("show", "--json", key)))
                    .containsEntry("mappersComplete", false)
                    .containsEntry("waitersComplete", false);
        }
        assertThat(row("ls")).as("nobody waits for a free lock").containsPattern(" 0\\+ +0 +FREE ");
    }

    private String row(String command) throws IOException {
        return nobodySees(command)
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldEndTheListWithWhatIsHiddenAndLeaveTheArrayAnArray() throws IOException {
        String hidden = nobodySees("ls").lines().reduce((first, last) -> last).orElseThrow();
        assertThat(hidden).matches("hidden: [1-9]\\d* process(es)?(, .*)?");
        assertThat(JSON.std.listFrom(nobodySees("ls", "--json"))).isNotEmpty();
    }
}
