package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.Crowd;
import dev.shmkit.benchmarks.contest.Fixed;
import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.work.CrowdMember;
import dev.shmkit.benchmarks.work.LockBatches;
import java.util.List;

/** The lock while others want it, too: throughput, fairness and how long it takes to change hands. */
final class ContendedRows {
    /** A JVM compiles the same code better one time than the next; a hand-over is the kernel's work. */
    private static final int LIVES = 3;

    private static final int MILLIS = 100;
    private static final int FAIRNESS_MILLIS = 300;
    private static final int HANDOFFS = 1000;
    private static final double NANOS_PER_MILLISECOND = 1e6;
    /** At least 1.5 times the throughput. */
    private static final double TARGET = 0.67;
    /** At least a third of the fair share. */
    private static final double FAIR_TARGET = 3;

    private ContendedRows() {}

    static List<Row> rows() {
        return List.of(
                throughput("2 JVMs contend", TARGET, "JJ", "CC"),
                throughput("C and a JVM contend", Row.NO_TARGET, "CJ", "CC"),
                throughput("4 JVMs contend", Row.NO_TARGET, "JJJJ", "CCCC"),
                throughput("2 C and 2 JVMs contend", Row.NO_TARGET, "CJCJ", "CCCC"),
                fairness("2 JVMs contend", "JJ", FAIR_TARGET),
                fairness("C and a JVM contend", "CJ", FAIR_TARGET),
                fairness("2 C processes contend", "CC", Row.NO_TARGET),
                fairness("4 JVMs contend", "JJJJ", FAIR_TARGET),
                fairness("2 C and 2 JVMs contend", "CJCJ", FAIR_TARGET),
                Row.ofProcesses(
                        "2 threads contend",
                        "C, 2 threads",
                        Row.NO_TARGET,
                        LockRows.ADDITIONS,
                        LockBatches.THREADS,
                        LockBatches.THREADS),
                handOver("p50", 0),
                handOver("p99", 1),
                handOver("p99.9", 2));
    }

    private static Row throughput(String name, double target, String languages, String baseline) {
        return new Row(
                name,
                baseline.length() + " C processes",
                target,
                effort -> new Crowd(
                        effort, LIVES, CrowdMember.CONTENDED, languages, MILLIS, ContendedRows::nanosPerAddition),
                effort -> new Crowd(
                        effort, LIVES, CrowdMember.CONTENDED, baseline, MILLIS, ContendedRows::nanosPerAddition));
    }

    private static double nanosPerAddition(int millis, List<String> counts) {
        return millis * NANOS_PER_MILLISECOND / total(counts);
    }

    private static long total(List<String> counts) {
        return counts.stream().mapToLong(Long::parseLong).sum();
    }

    private static Row fairness(String name, String languages, double target) {
        return new Row(
                name + ": fair share / least share",
                "1",
                target,
                effort -> new Crowd(
                        effort, LIVES, CrowdMember.CONTENDED, languages, FAIRNESS_MILLIS, ContendedRows::unfairness),
                effort -> new Fixed(effort.processRounds(), 1));
    }

    private static double unfairness(int millis, List<String> counts) {
        long least = counts.stream().mapToLong(Long::parseLong).min().orElseThrow();
        return (double) total(counts) / counts.size() / Math.max(1, least);
    }

    private static Row handOver(String name, int index) {
        Crowd.Result result = (count, lines) -> lines.stream()
                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[index]))
                .average()
                .orElseThrow();
        return new Row(
                "hand-over between 2 JVMs, " + name,
                "2 C processes",
                Row.NO_TARGET,
                effort -> new Crowd(effort, 1, CrowdMember.HANDOFF, "JJ", HANDOFFS, result),
                effort -> new Crowd(effort, 1, CrowdMember.HANDOFF, "CC", HANDOFFS, result));
    }
}
