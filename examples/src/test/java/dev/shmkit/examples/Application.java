package dev.shmkit.examples;

import java.io.IOException;

/** A program that knows nothing of shmkit: says that it is ready, and ends when it is told to. */
final class Application {
    private Application() {}

    public static void main(String[] args) throws IOException {
        System.out.println("ready");
        System.exit(System.in.read() == '\n' ? 0 : 1);
    }
}
