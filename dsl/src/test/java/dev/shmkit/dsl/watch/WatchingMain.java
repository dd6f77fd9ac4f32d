package dev.shmkit.dsl.watch;

import java.time.Duration;

/** Watches a number for a tenth of a second and prints the series. */
final class WatchingMain {
    private WatchingMain() {}

    public static void main(String[] args) {
        System.out.println(new Watch()
                .value("nothing", () -> 0)
                .sample(Duration.ofMillis(100))
                .text());
    }
}
