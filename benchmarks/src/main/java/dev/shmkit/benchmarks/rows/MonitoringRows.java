package dev.shmkit.benchmarks.rows;

import dev.shmkit.SharedMemory;
import dev.shmkit.benchmarks.contest.Contestant;
import dev.shmkit.benchmarks.contest.Fixed;
import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.host.Monitor;
import dev.shmkit.benchmarks.work.BenchmarkRegions;
import dev.shmkit.benchmarks.work.LockBatches;
import java.util.List;

/** What it costs that a monitor looks at the machine once a second: the application that it looks at, and itself. */
final class MonitoringRows {
    private static final int REGIONS = 1000;
    private static final int ROUNDS = 11;
    private static final double APPLICATION_TARGET = 1.03;
    private static final double MONITOR_TARGET = 0.02;
    private static final double CORE_NANOS = 1e9;
    private static final long SECONDS_A_ROUND = 4;
    /** They take two seconds or more: each round sees the monitor look at least twice. */
    private static final int ADDITIONS = 80_000_000;

    private MonitoringRows() {}

    static List<Row> rows() {
        return List.of(
                new Row(
                        "lock() + close(), %d regions monitored at 1 Hz".formatted(REGIONS),
                        "no monitor",
                        APPLICATION_TARGET,
                        effort -> new Monitored(effort.scaled(ADDITIONS), Monitor.ofTheMachine(REGIONS)),
                        effort -> new Unmonitored(effort.scaled(ADDITIONS))),
                new Row(
                        "lock() + close(), own Host bean asked for %d regions at 1 Hz".formatted(REGIONS),
                        "nobody asks",
                        APPLICATION_TARGET,
                        effort -> new Monitored(effort.scaled(ADDITIONS), Monitor.ofThisApplication(REGIONS)),
                        effort -> new Unmonitored(effort.scaled(ADDITIONS))),
                new Row(
                        "CPU time of the monitor at 1 Hz, %d regions".formatted(REGIONS),
                        "a whole core",
                        MONITOR_TARGET,
                        effort -> new Use(Monitor.ofTheMachine(REGIONS)),
                        effort -> new Fixed(ROUNDS, CORE_NANOS)));
    }

    /** An application in this JVM, for both sides alike: other JVMs would have compiled the same code otherwise. */
    private record Unmonitored(int additions, SharedMemory region) implements Contestant {
        Unmonitored(int additions) {
            this(additions, SharedMemory.create(BenchmarkRegions.key("unmonitored"), BenchmarkRegions.DATA_BYTES));
            region.unlink();
        }

        @Override
        public int rounds() {
            return ROUNDS;
        }

        @Override
        public void warmUp() {
            nanosPerOperation();
        }

        @Override
        public double nanosPerOperation() {
            return nanosPerAddition(region, additions);
        }

        @Override
        public void close() {
            region.close();
        }
    }

    private static double nanosPerAddition(SharedMemory region, int additions) {
        long started = System.nanoTime();
        LockBatches.addInLoops(region, additions);
        return (double) (System.nanoTime() - started) / additions;
    }

    /** The same application beside a monitor that watches during this side's turns, and only then. */
    private record Monitored(int additions, Monitor monitor, SharedMemory region) implements Contestant {
        Monitored(int additions, Monitor monitor) {
            this(
                    additions,
                    monitor,
                    SharedMemory.create(BenchmarkRegions.key("monitored"), BenchmarkRegions.DATA_BYTES));
        }

        @Override
        public int rounds() {
            return ROUNDS;
        }

        @Override
        public void warmUp() {
            monitor.warmUp();
            nanosPerOperation();
        }

        @Override
        public double nanosPerOperation() {
            monitor.watch();
            double nanos = nanosPerAddition(region, additions);
            monitor.rest();
            return nanos;
        }

        @Override
        public void close() {
            monitor.close();
            region.unlink();
            region.close();
        }
    }

    /** The monitor's CPU time in a second. */
    private record Use(Monitor monitor) implements Contestant {
        @Override
        public int rounds() {
            return ROUNDS;
        }

        @Override
        public void warmUp() {
            monitor.warmUp();
        }

        @Override
        public double nanosPerOperation() {
            long before = monitor.watch();
            Monitor.pause(SECONDS_A_ROUND);
            return (double) (monitor.watch() - before) / SECONDS_A_ROUND;
        }

        @Override
        public void close() {
            monitor.close();
        }
    }
}
