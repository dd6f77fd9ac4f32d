package dev.shmkit.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a file with a key of {@link Keys} behind, and removes it so that only that test fails. */
public final class LeavesNothingBehind implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        List<Path> left = Keys.leftBehind();
        for (Path file : left) {
            Files.deleteIfExists(file);
        }
        if (!left.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError(context.getDisplayName() + " left behind " + left);
        }
    }
}
