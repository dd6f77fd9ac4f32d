package dev.shmkit.notebooks;

import java.util.Optional;

/** Ends a kernel when its client is gone: one that was killed cannot say so, and the kernel would stay for ever. */
final class ClientWatch {
    private ClientWatch() {}

    /** Jupyter says who the client is in {@code JPY_PARENT_PID}. */
    static void start() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .map(Long::valueOf)
                .ifPresent(pid -> ProcessHandle.of(pid).ifPresentOrElse(ClientWatch::start, ClientWatch::end));
    }

    private static void start(ProcessHandle client) {
        Thread watch = new Thread(
                () -> {
                    client.onExit().join();
                    end();
                },
                "watches the client");
        watch.setDaemon(true);
        watch.start();
    }

    private static void end() {
        Runtime.getRuntime().halt(1);
    }
}
