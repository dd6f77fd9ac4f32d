package dev.shmkit.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the same task on several threads, or one on another, and passes on what it throws. */
public final class Threads {
    private static final int DEADLINE_SECONDS = 120;

    private Threads() {}

    /** A task that may throw anything. */
    public interface Task {
        void run() throws Exception;
    }

    /** Runs the task on another thread and waits for it. */
    public static void elsewhere(Task task) throws Exception {
        together(1, task);
    }

    /** Runs the task on each of {@code count} new threads and waits for all. */
    public static void together(int count, Task task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Void>> running = new ArrayList<>();
            Callable<Void> callable = () -> {
                task.run();
                return null;
            };
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(callable));
            }
            for (Future<Void> future : running) {
                finish(future);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void finish(Future<?> future) throws Exception {
        try {
            future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed on its own thread", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not done within " + DEADLINE_SECONDS + " s", e);
        }
    }
}
