package dev.shmkit.notebooks;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ends a kernel when its client is gone: one that was killed cannot say so, and the kernel would stay for ever. */
final class ClientWatch {
    private static final String VARIABLE = "JPY_PARENT_PID";

    private ClientWatch() {}

    /**
     * Jupyter says who the client is in {@code JPY_PARENT_PID}. One that cannot be seen may be alive all the same, in another pid
     * namespace or on another machine: the kernel serves it without a watch, and says so.
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
            return OptionalLong.of(Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static void watch(long pid) {
        // A number from elsewhere can be our own here, and nobody waits for the own end.
        Optional<ProcessHandle> client =
                pid == ProcessHandle.current().pid() ? Optional.empty() : ProcessHandle.of(pid);
        client.ifPresentOrElse(
                ClientWatch::watch, () -> warn("names process %d, which cannot be seen from here".formatted(pid)));
    }

    private static void warn(String problem) {
        System.err.println(VARIABLE + " " + problem + ": this kernel does not end by itself when its client is gone");
    }

    private static void watch(ProcessHandle client) {
        Thread watch = new Thread(
                () -> {
                    client.onExit().join();
                    Runtime.getRuntime().halt(1);
                },
                "watches the client");
        watch.setDaemon(true);
        watch.start();
    }
}
