package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.AsNobody;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeavesNothingBehind.class)
class OtherUserTest {
    private static final int NOBODY = AsNobody.UID;

    @TempDir
    Path readable;

    private final String key = Keys.unique("guarded");

    @BeforeEach
    void letNobodyRead() throws IOException {
        AsNobody.prepare(readable);
    }

    @Test
    void shouldNotLetAnotherUserIntoASecureRegion() throws Exception {
        try (SharedMemory region = SharedMemory.createSecure(key, 64)) {
            region.putLong(0, 42);
            List<String> lines = asNobody("attach", "unlink", "create");
            assertThat(lines)
                    .containsExactly(
                            "RegionAccessException 13 cannot attach region \"%s\": %s: permission denied (EACCES); ask its owner, see 'shm show', or use another key"
                                    .formatted(key, region.path()),
                            "RegionAccessException 1 cannot unlink region \"%s\": removing %s: not permitted (EPERM); only its owner and root may"
                                    .formatted(key, region.path()),
                            "RegionExistsException 17 cannot create region \"%s\": %s: it exists already (EEXIST); attach to it, or unlink it first"
                                    .formatted(key, region.path()));
            assertThat(region.path()).exists();
            assertThat(region.getLong(0)).isEqualTo(42);
            region.unlink();
        }
    }

    @Test
    void shouldLetEveryUserReadWriteAndLockAnOrdinaryRegionButNotGiveItAway() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            assertThat(asNobody("increment", "chown"))
                    .containsExactly(
                            "done",
                            "RegionAccessException 1 cannot chown region \"%s\": giving it to 0:0: not permitted (EPERM); only its owner and root may"
                                    .formatted(key));
            assertThat(region.getLong(0)).isEqualTo(1);
            assertThat(region.attributes().uid()).isZero();
            region.unlink();
        }
    }

    @Test
    void shouldLetTheUserInThatASecureRegionWasGivenTo() throws Exception {
        try (SharedMemory region = SharedMemory.createSecure(key, 64)) {
            region.chown(NOBODY, NOBODY);
            assertThat(region.attributes().uid()).isEqualTo(NOBODY);
            assertThat(region.attributes().gid()).isEqualTo(NOBODY);
            assertThat(region.attributes().mode()).isEqualTo("rw-------");
            assertThat(region.attributes().owner()).startsWith("nobody:");
            assertThat(asNobody("increment", "unlink")).containsExactly("done", "done");
            assertThat(region.getLong(0)).isEqualTo(1);
            assertThat(region.path()).doesNotExist();
        }
    }

    @Test
    void shouldLeaveTheOwnerOrTheGroupThatChownIsNotAskedToChange() {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            region.chown(NOBODY, -1);
            assertThat(region.attributes().uid()).isEqualTo(NOBODY);
            assertThat(region.attributes().gid()).isZero();
            region.chown(-1, NOBODY);
            assertThat(region.attributes().uid()).isEqualTo(NOBODY);
            assertThat(region.attributes().gid()).isEqualTo(NOBODY);
            assertThat(region.attributes().mode()).isEqualTo("rw-rw-rw-");
            region.unlink();
        }
    }

    @Test
    void shouldNameTheDirectoryThatDoesNotPermitToCreate() throws Exception {
        String inside = readable.resolve("region").toString();
        List<String> lines = run(inside, "create");
        assertThat(lines)
                .containsExactly(
                        "RegionAccessException 13 cannot create region \"%s\": opening its directory %s: permission denied (EACCES); use a key in a directory that you may write"
                                .formatted(inside, readable));
        assertThat(Path.of(inside)).doesNotExist();
    }

    private List<String> asNobody(String... operations) throws IOException {
        return run(key, operations);
    }

    private List<String> run(String regionKey, String... operations) throws IOException {
        return AsNobody.jvm(Intruder.class, readable)
                .args(Stream.concat(Stream.of(regionKey), Stream.of(operations)).toArray(String[]::new))
                .run()
                .requireSuccess()
                .lines()
                .toList();
    }

    /** Does to a region what its arguments say, and prints what came of each. */
    static final class Intruder {
        public static void main(String[] args) {
            for (int i = 1; i < args.length; i++) {
                try {
                    act(args[0], args[i]);
                    System.out.println("done");
                } catch (ShmException e) {
                    System.out.println(e.getClass().getSimpleName() + " " + e.errno() + " " + e.getMessage());
                }
            }
        }

        private static void act(String key, String operation) {
            switch (operation) {
                case "create" -> SharedMemory.create(key, 64).close();
                case "unlink" -> SharedMemory.unlink(key);
                default -> use(key, operation);
            }
        }

        @SuppressWarnings("try")
        private static void use(String key, String operation) {
            SharedMemory region = SharedMemory.attach(key, Duration.ZERO);
            switch (operation) {
                case "chown" -> region.chown(0, 0);
                case "increment" -> {
                    try (ScopedLock lock = region.lock()) {
                        region.putLong(0, region.getLong(0) + 1);
                    }
                }
                case "attach" -> {}
                default -> throw new IllegalArgumentException(operation);
            }
        }
    }
}
