package dev.shmkit.examples;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A program that knows nothing of shmkit: main returns at once, and what goes on ends by itself when it is told to. */
final class Application {
    private Application() {}

    public static void main(String[] args) {
        new Thread(Application::work, "work").start();
    }

    private static void work() {
        System.out.println("ready");
        try {
            if (System.in.read() != '\n') {
                System.exit(1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
