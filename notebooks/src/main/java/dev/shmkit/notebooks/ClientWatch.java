package dev.shmkit.notebooks;

import java.util.Optional;

/** Ends a kernel when its client is gone: one that was killed cannot say so, and the kernel would stay for ever. */
final class ClientWatch {
    private ClientWatch() {}

    /** Jupyter says who the client is in {@code JPY_PARENT_PID}. */
    static void start() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of)
                .ifPresent(ClientWatch::start);
    }

    private static void start(ProcessHandle client) {
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
