package dev.shmkit.notebooks;

import dev.shmkit.internal.proc.Processes;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ends a kernel when its client is gone: one that was killed cannot say so, and the kernel would stay for ever. */
final class ClientWatch {
    private static final String VARIABLE = "JPY_PARENT_PID";

    private static final int GONE = 1;

    private ClientWatch() {}

    /**
     * Jupyter says who the client is in {@code JPY_PARENT_PID}. One that is not there has ended before the watch began, unless some
     * processes cannot be seen from here: then it may be alive all the same, outside of this container. The kernel serves that one
     * without a watch, and says so.
     */
    static void start() {
        @Nullable String value = System.getenv(VARIABLE);
        if (value != null) {
            pid(value)
                    .ifPresentOrElse(
                            ClientWatch::watch, () -> warn("is \"%s\", which is no process id".formatted(value)));
        }
    }

    private static OptionalLong pid(String value) {
        try {
            long pid = Long.parseLong(value.strip());
            return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static void watch(long pid) {
        // A number from elsewhere can be our own here, and nobody waits for the own end.
        Optional<ProcessHandle> client =
                pid == ProcessHandle.current().pid() ? Optional.empty() : ProcessHandle.of(pid);
        if (client.isPresent()) {
            watch(client.get());
        } else if (Processes.outerInvisible() || Processes.othersInvisible()) {
            warn("names process %d, which cannot be seen from here".formatted(pid));
        } else {
            System.err.println("%s names process %d, which has ended: so does this kernel".formatted(VARIABLE, pid));
            Runtime.getRuntime().halt(GONE);
        }
    }

    private static void warn(String problem) {
        System.err.println(VARIABLE + " " + problem + ": this kernel does not end by itself when its client is gone");
    }

    private static void watch(ProcessHandle client) {
        Thread watch = new Thread(
                () -> {
                    client.onExit().join();
                    Runtime.getRuntime().halt(GONE);
                },
                "watches the client");
        watch.setDaemon(true);
        watch.start();
    }
}
