package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeavesNothingBehind.class)
class UnsupportedSystemTest {
    private final String key = Keys.unique("elsewhere");

    @ParameterizedTest
    @CsvSource({
        "-Dos.name=Mac OS X, not on Mac OS X ",
        "-Dos.name=Windows 11, not on Windows 11 ",
        "-Dos.name=FreeBSD, not on FreeBSD ",
        "-Dos.arch=riscv64, not on Linux riscv64",
        "-Dos.arch=x86, not on Linux x86"
    })
    void shouldRefuseAnotherSystemWithOneClearSentence(String property, String saying) throws IOException {
        List<String> lines = tryEverything(property);
        assertThat(lines)
                .hasSize(3)
                .allMatch(line ->
                        line.contains("region \"" + key + "\": shmkit runs on Linux with glibc on x86-64 or aarch64, "))
                .allMatch(line -> line.contains(saying))
                .allMatch(line -> line.endsWith("; run it on such a machine, or in a container on one"));
        assertThat(lines.get(0)).startsWith("dev.shmkit.ShmException: cannot create ");
        assertThat(lines.get(1)).startsWith("dev.shmkit.ShmException: cannot attach ");
        assertThat(lines.get(2)).startsWith("dev.shmkit.ShmException: cannot unlink ");
        assertThat(Keys.path(key)).doesNotExist();
    }

    @Test
    void shouldNameTheOptionWhenTheNativePartOfJnaCannotBeUnpacked(@TempDir Path directory) throws IOException {
        Path nowhere = directory.resolve("missing");
        List<String> lines =
                tryEverything("-Djna.nounpack=true", "-Djna.nosys=true", "-Djna.boot.library.path=" + nowhere);
        assertThat(lines)
                .hasSize(3)
                .allMatch(line -> line.contains("region \"" + key + "\": JNA's native library did not load ("))
                .allMatch(line -> line.contains("name another one with -Djna.tmpdir=DIR"))
                .allMatch(line -> line.endsWith(" for " + UnsatisfiedLinkError.class));
        assertThat(Keys.path(key)).doesNotExist();
    }

    @Test
    void shouldNameTheJarOfJnaWhenTheClassPathDoesNotHaveIt() throws IOException {
        List<Path> withoutJna = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(element -> !element.getFileName().toString().matches("jna-[0-9.]*\\.jar"))
                .toList();
        String told = ChildJvm.of(Attempts.class)
                .classPath(withoutJna)
                .args(key)
                .run()
                .requireSuccess();
        assertThat(told.lines())
                .hasSize(3)
                .allMatch(line -> line.contains("JNA is not on the class path"))
                .allMatch(line -> line.endsWith(" for " + NoClassDefFoundError.class));
    }

    @Test
    void shouldRefuseAWayToLockThatItDoesNotKnowBeforeAnythingIsMade() throws IOException {
        List<String> lines = tryEverything("-Dshmkit.lock=fast");
        assertThat(lines.subList(0, 2))
                .containsOnly("java.lang.IllegalArgumentException: -Dshmkit.lock=fast is not understood; "
                        + "it is auto, java or pthread");
        assertThat(Keys.path(key)).doesNotExist();
    }

    private List<String> tryEverything(String... options) throws IOException {
        return ChildJvm.of(Attempts.class)
                .vm(options)
                .args(key)
                .run()
                .requireSuccess()
                .lines()
                .toList();
    }

    /** Tries to create, to attach and to unlink, and prints what became of it. */
    static final class Attempts {
        public static void main(String[] args) {
            attempt(() -> SharedMemory.create(args[0], 64));
            attempt(() -> SharedMemory.attach(args[0], Duration.ZERO));
            attempt(() -> SharedMemory.unlink(args[0]));
        }

        private static void attempt(Runnable operation) {
            try {
                operation.run();
                System.out.println("it worked");
            } catch (RuntimeException | LinkageError e) {
                System.out.println(
                        e + (e.getCause() == null ? "" : " for " + e.getCause().getClass()));
            }
        }
    }
}
