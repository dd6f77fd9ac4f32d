package dev.shmkit.benchmarks.contest;

import dev.shmkit.benchmarks.work.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A long-lived process that reads counts and answers how long it took to do so many operations: no start-up is measured. */
public final class BatchProcess implements Contestant {
    /** The baseline's executable, given by benchmarks/run. */
    public static final String BASELINE_PROPERTY = "shmkit.baseline";

    /** A young generation so small that every round pays for the garbage that it makes. */
    private static final String SMALL_YOUNG_GENERATION = "-Xmn8m";

    /** A JVM compiles the same code better one time than the next, and stays with it. */
    private static final int LIVES = 3;

    /** One that allocates does so for its whole life, and one in six did. */
    private static final int LIVES_FOR_BYTES = 21;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final int batchCount;
    private final int warmUpBatches;
    private final int rounds;
    private final int lives;

    private BatchProcess(int batchCount, Effort effort, int lives, List<String> command) {
        this.lives = lives;
        this.batchCount = effort.scaled(batchCount);
        this.rounds = effort.processRounds();
        this.warmUpBatches = effort.warmUpBatches();
        try {
            this.process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static BatchProcess java(String batchName, int batchCount, Effort effort) {
        return new BatchProcess(batchCount, effort, LIVES, worker(batchName));
    }

    /** Measures, instead of nanoseconds, bytes that are allocated for an operation. */
    public static BatchProcess bytes(String batchName, int batchCount, Effort effort) {
        List<String> command = worker(batchName);
        command.add(Worker.BYTES);
        return new BatchProcess(batchCount, effort, LIVES_FOR_BYTES, command);
    }

    private static List<String> worker(String batchName) {
        List<String> command = new ArrayList<>();
        command.add(JavaProcess.executable());
        command.addAll(JavaProcess.OPTIONS);
        command.addAll(List.of(SMALL_YOUNG_GENERATION, "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Worker.class.getName(), batchName));
        return command;
    }

    static BatchProcess c(String batchName, int batchCount, Effort effort) {
        return new BatchProcess(
                batchCount, effort, LIVES, List.of(System.getProperty(BASELINE_PROPERTY, "baseline"), batchName));
    }

    @Override
    public void warmUp() {
        for (int i = 0; i < warmUpBatches; i++) {
            nanosPerOperation();
        }
    }

    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    public int lives() {
        return lives;
    }

    @Override
    public double nanosPerOperation() {
        orders.println(batchCount);
        try {
            @Nullable String nanos = answers.readLine();
            if (nanos == null) {
                throw new IllegalStateException("%s ended before it answered".formatted(process.info()));
            }
            return Double.parseDouble(nanos) / batchCount;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process by the end of its input, and waits for it. */
    @Override
    public void close() {
        orders.close();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("a side ended with exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
