package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeavesNothingBehind.class)
class BadKeyTest {
    private static final List<Consumer<String>> OPERATIONS = List.of(
            key -> SharedMemory.create(key, 64),
            key -> SharedMemory.createSecure(key, 64),
            key -> SharedMemory.attach(key, Duration.ZERO),
            SharedMemory::attachRaw,
            SharedMemory::unlink);

    static Stream<Arguments> badKeys() {
        return Stream.of(
                Arguments.of("", "is empty; name it like \"/demo\""),
                Arguments.of("/", "has an empty name"),
                Arguments.of("/demo/", "has an empty name"),
                Arguments.of("/tmp//demo", "has an empty name"),
                Arguments.of("de\0mo", "holds a NUL character"),
                Arguments.of("/tmp/de\0mo", "holds a NUL character"),
                Arguments.of(".", "holds \".\", which is not followed; write the path out"),
                Arguments.of("..", "holds \"..\", which is not followed; write the path out"),
                Arguments.of("/..", "holds \"..\", which is not followed; write the path out"),
                Arguments.of("/tmp/../demo", "holds \"..\", which is not followed; write the path out"),
                Arguments.of("/tmp/./demo", "holds \".\", which is not followed; write the path out"),
                Arguments.of("tmp/demo", "is a relative path; begin it with a slash"),
                Arguments.of("../demo", "is a relative path; begin it with a slash"),
                Arguments.of("/" + "x".repeat(256), "has a name of 256 bytes; the longest is 255, so shorten it"),
                Arguments.of("x".repeat(256), "has a name of 256 bytes; the longest is 255, so shorten it"),
                Arguments.of("/" + "é".repeat(128), "has a name of 256 bytes; the longest is 255, so shorten it"),
                Arguments.of("/" + "🐚".repeat(64), "has a name of 256 bytes; the longest is 255, so shorten it"),
                Arguments.of("/tmp/" + "x".repeat(256), "has a name of 256 bytes; the longest is 255, so shorten it"),
                Arguments.of("/tmp" + "/demo".repeat(819), "is longer than 4095 bytes, the longest path; shorten it"));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void shouldRefuseTheKeyInEveryOperationAndSayWhy(String key, String why) {
        String shown = key.replace("\0", "\\0");
        for (Consumer<String> operation : OPERATIONS) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operation.accept(key))
                    .withMessageContaining("region key \"" + shown.substring(0, Math.min(80, shown.length())))
                    .withMessageContaining(why);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // On purpose.
    void shouldSayThatAKeyIsNull() {
        for (Consumer<String> operation : OPERATIONS) {
            assertThatNullPointerException()
                    .isThrownBy(() -> operation.accept(null))
                    .withMessage("the region's key is null; name it like \"/demo\"");
        }
    }

    @Test
    void shouldNotTouchTheFileThatAKeyWithDotsWouldReach() throws Exception {
        File inTemp = File.createTempFile("shmkit", ".victim");
        try {
            String key = "/../../tmp/" + inTemp.getName();
            assertThatIllegalArgumentException().isThrownBy(() -> SharedMemory.unlink(key));
            assertThat(inTemp).exists().isEmpty();
        } finally {
            assertThat(inTemp.delete()).isTrue();
        }
    }

    @Test
    void shouldTakeANameOfExactly255Bytes() {
        String stem = Keys.unique("long");
        String key = stem + "é".repeat((255 - (stem.length() - 1)) / 2) + "x".repeat((255 - (stem.length() - 1)) % 2);
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            assertThat(region.path().getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .hasSize(255);
            region.unlink();
        }
    }

    @Test
    void shouldTakeABareNameAsOneWithALeadingSlash() {
        String key = Keys.unique("bare");
        String bare = key.substring(1);
        try (SharedMemory owner = SharedMemory.create(bare, 64);
                SharedMemory user = SharedMemory.attach(key, Duration.ZERO)) {
            owner.putLong(0, 42);
            assertThat(user.getLong(0)).isEqualTo(42);
            assertThat(owner.key()).isEqualTo(bare);
            assertThat(owner.info().name()).isEqualTo(key);
            assertThat(owner.path()).isEqualTo(Keys.path(key));
            SharedMemory.unlink(bare);
        }
    }

    @Test
    void shouldTakeAKeyWithAnotherSlashAsAPath(@org.junit.jupiter.api.io.TempDir Path directory) {
        String key = directory.resolve("profile-1000-status").toString();
        try (SharedMemory owner = SharedMemory.create(key, 64);
                SharedMemory user = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(owner.path()).isEqualTo(Path.of(key)).exists();
            owner.putLong(0, 42);
            assertThat(user.getLong(0)).isEqualTo(42);
            owner.unlink();
            assertThat(owner.path()).doesNotExist();
        }
    }
}
