package dev.shmkit.benchmarks.work;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's counterpart of the C baseline: for each count on stdin, does so many operations and prints the nanoseconds, or,
 * asked for {@code bytes}, what it allocated.
 */
public final class Worker {
    /** Has it print allocated bytes. */
    public static final String BYTES = "bytes";

    private Worker() {}

    public static void main(String[] args) throws IOException {
        @Nullable Batch batch = batches().get(args[0]);
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

    private static Map<String, Batch> batches() {
        return Stream.of(RegionBatches.batches(), LockBatches.batches(), AlternativeBatches.batches())
                .flatMap(family -> family.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
