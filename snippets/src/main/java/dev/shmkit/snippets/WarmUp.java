package dev.shmkit.snippets;

import dev.shmkit.SharedMemory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a first region takes a quarter of a second for, done while the prompt or the kernel starts: the classes of JNA, of the
 * MBean server and of shmkit are loaded and run once, by opening a region that is there for this alone.
 */
public final class WarmUp {
    /** Names its file, which begins with a free mutex. Without it nothing is warmed up. */
    public static final String PROPERTY = "shmkit.warm-up";

    private WarmUp() {}

    /**
     * Called by the JVM when this is its agent: at the prompt, nothing else of ours runs before the first snippet.
     *
     * @param options not used
     */
    public static void premain(String options) {
        start();
    }

    /** Begins it in the background. Nobody learns how it goes: the first region tells what is wrong. */
    public static void start() {
        @Nullable String file = System.getProperty(PROPERTY);
        if (file != null) {
            Thread thread = new Thread(() -> openAndClose(file), "shmkit-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    static void openAndClose(String file) {
        try (SharedMemory region = SharedMemory.attach(file, Duration.ZERO)) {
            region.requireWhole();
        } catch (RuntimeException | Error e) {
            // As in a checkout of another user, whose file may not be written to: only JNA is ready then.
        }
    }
}
