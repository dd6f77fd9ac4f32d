package dev.shmkit.benchmarks.contest;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A JMH benchmark method; every round is a JVM of its own, so that one lucky compilation does not decide a row. */
final class JmhFork implements Contestant {
    private static final TimeValue ITERATION = TimeValue.milliseconds(200);

    private final Options options;
    private final int rounds;

    JmhFork(Class<?> benchmarks, String method, Effort effort) {
        this.rounds = effort.forkRounds();
        this.options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmarks.getName() + "." + method) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(effort.forkIterations())
                .warmupTime(ITERATION)
                .measurementIterations(effort.forkIterations())
                .measurementTime(ITERATION)
                .jvmArgsAppend(JavaProcess.OPTIONS.toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    /** Nothing: each fork warms itself up. */
    @Override
    public void warmUp() {}

    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    public double nanosPerOperation() {
        try {
            Collection<RunResult> results = new Runner(options).run();
            return results.iterator().next().getPrimaryResult().getScore();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH failed", e);
        }
    }
}
