package dev.shmkit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JVM's counterpart of the C baseline: for each count on stdin, does so many operations and prints the nanoseconds. */
final class Worker {
    private Worker() {}

    public static void main(String[] args) throws IOException {
        @Nullable Batch batch = Families.batches().get(args[0]);
        if (batch == null) {
            throw new IllegalArgumentException("there is no row \"%s\"".formatted(args[0]));
        }
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        @Nullable String order;
        while ((order = orders.readLine()) != null) {
            int count = Integer.parseInt(order);
            long started = System.nanoTime();
            batch.run(count);
            System.out.println(System.nanoTime() - started);
        }
    }
}
