package dev.shmkit.benchmarks.work;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One of several processes at one lock, the JVM's counterpart of shared_rows.c: answers each order on stdin by a line. */
public final class CrowdMember {
    /** Adds for the milliseconds that are ordered, and answers how often. */
    public static final String CONTENDED = "contended";

    /** Passes the lock on as often as is ordered, and answers how long it takes: the median and two percentiles. */
    public static final String HANDOFF = "handoff";

    private static final int ADDITIONS_PER_LOOK = 32;
    private static final long FALLING_ASLEEP_NANOS = 50_000;
    private static final long NANOS_PER_MILLISECOND = 1_000_000;
    private static final Duration ATTACH_TIMEOUT = Duration.ofSeconds(5);
    private static final long TAKEN = 0;
    private static final long WANTED = 64;
    private static final long UNLOCKED_AT = 128;

    private final SharedMemory region;
    private final int index;

    private CrowdMember(SharedMemory region, int index) {
        this.region = region;
        this.index = index;
    }

    public static void main(String[] args) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (SharedMemory region = SharedMemory.attach(args[1], ATTACH_TIMEOUT)) {
            CrowdMember member = new CrowdMember(region, Integer.parseInt(args[2]));
            @Nullable String order;
            while ((order = orders.readLine()) != null) {
                int number = Integer.parseInt(order);
                System.out.println(args[0].equals(CONTENDED) ? member.add(number) : member.handOver(number));
            }
        }
    }

    private String add(int millis) {
        long started = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - started < millis * NANOS_PER_MILLISECOND) {
            LockBatches.add(region, ADDITIONS_PER_LOOK);
            count += ADDITIONS_PER_LOOK;
        }
        return Long.toString(count);
    }

    @SuppressWarnings("try") // The lock is used by being held.
    private String handOver(int count) {
        long[] latencies = new long[count];
        int seen = 0;
        for (int i = 0; i < count; i++) {
            int turn = 2 * i + index;
            await(TAKEN, turn);
            region.putLongVolatile(WANTED, turn);
            try (ScopedLock lock = region.lock()) {
                if (turn > 0) {
                    latencies[seen++] = System.nanoTime() - region.getLong(UNLOCKED_AT);
                }
                passOn(turn, turn + 1 == 2 * count);
                region.putLong(UNLOCKED_AT, System.nanoTime());
            }
        }
        Arrays.sort(latencies, 0, seen);
        return "%d %d %d".formatted(latencies[seen / 2], latencies[seen * 99 / 100], latencies[seen * 999 / 1000]);
    }

    private void passOn(int turn, boolean last) {
        if (last) {
            region.putLongVolatile(WANTED, 0).putLongVolatile(TAKEN, 0);
            return;
        }
        region.putLongVolatile(TAKEN, turn + 1);
        await(WANTED, turn + 1);
        long started = System.nanoTime();
        while (System.nanoTime() - started < FALLING_ASLEEP_NANOS) {
            Thread.onSpinWait();
        }
    }

    private void await(long offset, long least) {
        while (region.getLongVolatile(offset) < least) {
            Thread.onSpinWait();
        }
    }
}
