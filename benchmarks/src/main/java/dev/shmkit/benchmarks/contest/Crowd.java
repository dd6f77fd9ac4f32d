package dev.shmkit.benchmarks.contest;

import dev.shmkit.SharedMemory;
import dev.shmkit.benchmarks.work.BenchmarkRegions;
import dev.shmkit.benchmarks.work.CrowdMember;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Processes, in C or Java, that attach one region and are told to begin at once. */
public final class Crowd implements Contestant {
    private static final long END_SECONDS = 10;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** What the members' answers mean for the row. */
    @FunctionalInterface
    public interface Result {
        double of(int order, List<String> answers);
    }

    private final Effort effort;
    private final int lives;
    private final int order;
    private final Result result;
    private final SharedMemory region;
    private final List<Process> members = new ArrayList<>();
    private final List<BufferedReader> answers = new ArrayList<>();
    private final List<PrintWriter> orders = new ArrayList<>();

    /**
     * Starts the members.
     *
     * @param lives how often the row begins anew
     * @param batchName what they do, a name that shared_rows.c and {@link CrowdMember} know
     * @param languages a letter for each: C or J
     * @param order the number they are given for each round
     */
    public Crowd(Effort effort, int lives, String batchName, String languages, int order, Result result) {
        this.effort = effort;
        this.lives = lives;
        this.order = effort.scaled(order);
        this.result = result;
        String key = BenchmarkRegions.key("crowd-" + languages);
        this.region = SharedMemory.createSecure(key, BenchmarkRegions.DATA_BYTES);
        try {
            for (int i = 0; i < languages.length(); i++) {
                start(languages.charAt(i) == 'J', batchName, key, i);
            }
            round(1); // They all have attached when they answer.
        } finally {
            region.unlink();
        }
    }

    private void start(boolean java, String batchName, String key, int index) {
        List<String> command = new ArrayList<>();
        if (java) {
            command.add(JavaProcess.executable());
            command.addAll(JavaProcess.OPTIONS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), CrowdMember.class.getName()));
        } else {
            command.add(System.getProperty(BatchProcess.BASELINE_PROPERTY, "baseline"));
        }
        command.addAll(List.of(batchName, java ? key : region.path().toString(), String.valueOf(index)));
        try {
            Process member = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            members.add(member);
            answers.add(member.inputReader(StandardCharsets.UTF_8));
            orders.add(new PrintWriter(member.outputWriter(StandardCharsets.UTF_8), true));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private double round(int order) {
        orders.forEach(writer -> writer.println(order));
        List<String> lines = new ArrayList<>();
        try {
            for (BufferedReader reader : answers) {
                @Nullable String line = reader.readLine();
                if (line == null) {
                    throw new IllegalStateException("one of several processes ended before it answered");
                }
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.of(order, lines);
    }

    /** Longer than others: of JVMs that contend, one can be compiled a second later than the other, which sleeps meanwhile. */
    @Override
    public void warmUp() {
        long started = System.nanoTime();
        for (int i = 0; i < effort.warmUpBatches() || System.nanoTime() - started < WARM_UP_NANOS; i++) {
            nanosPerOperation();
        }
    }

    @Override
    public int rounds() {
        return effort.processRounds();
    }

    @Override
    public int lives() {
        return lives;
    }

    @Override
    public double nanosPerOperation() {
        return round(order);
    }

    @Override
    public void close() {
        orders.forEach(PrintWriter::close);
        region.close();
        try {
            for (Process member : members) {
                if (!member.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    member.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            members.forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
