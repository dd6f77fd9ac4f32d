package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the launcher builds, and when. */
class LauncherBuildTest extends OnLauncher {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

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
}
