package dev.shmkit.dsl.watch;

import java.time.Duration;

/** Watches a number for a tenth of a second and prints the series, and for each argument its picture or why there is none. */
final class WatchingMain {
    private WatchingMain() {}

    public static void main(String[] args) {
        Series series = new Watch().value("nothing", () -> 0).sample(Duration.ofMillis(100));
        System.out.println(series.text());
        for (String ignored : args) {
            System.out.println("svg: " + picture(series));
        }
    }

    private static String picture(Series series) {
        try {
            return series.svg();
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
