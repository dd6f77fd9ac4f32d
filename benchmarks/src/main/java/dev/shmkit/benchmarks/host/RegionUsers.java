package dev.shmkit.benchmarks.host;

import dev.shmkit.SharedMemory;
import dev.shmkit.benchmarks.contest.BatchProcess;
import dev.shmkit.benchmarks.contest.Contestant;
import dev.shmkit.benchmarks.contest.Effort;
import dev.shmkit.benchmarks.work.BenchmarkRegions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Many regions and C processes that use them, see region_users.c, and in this JVM a way to look at them all. */
public final class RegionUsers implements Contestant {
    private final Effort effort;
    private final Runnable look;
    private final List<String> keys = new ArrayList<>();
    private final Process users;

    public RegionUsers(Effort effort, int regions, int processes, Runnable look) {
        this.effort = effort;
        this.look = look;
        String prefix = BenchmarkRegions.key("users") + "-";
        Path first = Path.of(prefix);
        for (int i = 0; i < regions; i++) {
            try (SharedMemory region = SharedMemory.create(prefix + i, BenchmarkRegions.DATA_BYTES)) {
                keys.add(region.key());
                first = region.path();
            }
        }
        String path = first.resolveSibling(prefix.substring(1)).toString();
        boolean started = false;
        try {
            users = start(path, regions, processes);
            started = true;
        } finally {
            if (!started) {
                keys.forEach(SharedMemory::unlink);
            }
        }
    }

    private static Process start(String path, int regions, int processes) {
        String baseline = System.getProperty(BatchProcess.BASELINE_PROPERTY, "baseline");
        try {
            Process users = new ProcessBuilder(baseline, "users", path, "" + regions, "" + processes)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader answers = users.inputReader(StandardCharsets.UTF_8);
            if (!"ready".equals(answers.readLine())) {
                throw new IllegalStateException("the processes that use regions did not start");
            }
            return users;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + baseline, e);
        }
    }

    @Override
    public int rounds() {
        return effort.processRounds();
    }

    @Override
    public void warmUp() {
        for (int i = 0; i < effort.warmUpBatches(); i++) {
            look.run();
        }
    }

    @Override
    public double nanosPerOperation() {
        long started = System.nanoTime();
        look.run();
        return System.nanoTime() - started;
    }

    @Override
    public void close() {
        try {
            users.getOutputStream().close();
            users.waitFor();
        } catch (IOException | InterruptedException e) {
            users.destroy();
        }
        keys.forEach(SharedMemory::unlink);
    }
}
