package dev.shmkit.notebooks;

import java.io.IOException;

/** Watches its client as the kernels do, says that it serves, and goes on until its input ends. */
public final class WatchingKernel {
    private WatchingKernel() {}

    public static void main(String[] args) throws IOException {
        ClientWatch.start();
        System.out.println("serving");
        System.in.transferTo(System.out);
    }
}
