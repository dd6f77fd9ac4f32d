package dev.shmkit.jconsole;

import java.io.IOException;

/** A JVM that has never heard of shared memory. */
final class WithoutShmkit {
    private WithoutShmkit() {}

    public static void main(String[] args) throws IOException {
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Until its input ends.
        }
    }
}
