package dev.shmkit.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's counterpart of the C baseline: for each count on stdin, does so many operations and prints the nanoseconds, or,
 * asked for {@code bytes}, what it allocated.
 */
final class Worker {
    static final String BYTES = "bytes";

    private Worker() {}

    public static void main(String[] args) throws IOException {
        @Nullable Batch batch = Families.batches().get(args[0]);
        if (batch == null) {
            throw new IllegalArgumentException("there is no row \"%s\"".formatted(args[0]));
        }
        LongSupplier meter = args.length > 1 && args[1].equals(BYTES) ? Worker::allocatedBytes : System::nanoTime;
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        @Nullable String order;
        while ((order = orders.readLine()) != null) {
            int count = Integer.parseInt(order);
            long before = meter.getAsLong();
            batch.run(count);
            System.out.println(meter.getAsLong() - before);
        }
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
