package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a process of another user can do with a region. Only root can start one. */
class SecureRegionTest {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    @RegisterExtension
    final Peers peers = new Peers();

    @TempDir
    Path directory;

    private Path executable = Path.of("");

    @BeforeEach
    void putThePeerWhereNobodyCanRunIt() throws IOException {
        assumeTrue(Host.uid() == ROOT, "only root can run the peer as another user");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        executable = Files.copy(CPeer.executable(), directory.resolve("peer"));
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Child asNobody(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", executable.toString()));
        command.addAll(List.of(arguments));
        return peers.start(command);
    }

    @Test
    void shouldHideASecureRegionFromAnotherUser() {
        String key = peers.keyInDevShm();
        try (SharedMemory region = SharedMemory.createSecure(key, 8)) {
            region.putLong(0, 42);
            assertThat(region.attributes().mode()).isEqualTo("rw-------");
            assertThat(asNobody("get", key, "0").exitsWith(1)).contains("Permission denied");
            assertThat(peers.cSays("get", key, "0")).isEqualTo("42");
            region.unlink();
        }
    }

    @Test
    void shouldOpenAnOrdinaryRegionToAnotherUserAndNameThatUser() {
        String key = peers.keyInDevShm();
        try (SharedMemory region = SharedMemory.create(key, 8)) {
            assertThat(region.attributes().mode()).isEqualTo("rw-rw-rw-");
            assertThat(asNobody("put", key, "0", "42").exitsWith(0)).isEmpty();
            assertThat(region.getLong(0)).isEqualTo(42);

            Child holder = asNobody("hold", key);
            holder.number("held");
            assertThat(region.lockState().holder()).hasValueSatisfying(seen -> {
                assertThat(seen.pid()).isEqualTo(holder.pid());
                assertThat(seen.uid()).isEqualTo(NOBODY);
            });
            holder.enter();
            holder.exitsWith(0);
            region.unlink();
        }
    }
}
