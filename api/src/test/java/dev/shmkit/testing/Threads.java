package dev.shmkit.testing;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
        each(Collections.nCopies(count, task).toArray(Task[]::new));
    }

    /** Runs each task on a new thread and waits for all; the first that fails ends it and interrupts the others. */
    public static void each(Task... tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.length);
        try {
            CompletionService<Void> running = new ExecutorCompletionService<>(threads);
            for (Task task : tasks) {
                Callable<Void> callable = () -> {
                    task.run();
                    return null;
                };
                running.submit(callable);
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            for (int i = 0; i < tasks.length; i++) {
                finish(running.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void finish(@Nullable Future<Void> ended) throws InterruptedException {
        if (ended == null) {
            throw new AssertionError("not done within " + DEADLINE_SECONDS + " s");
        }
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new AssertionError("failed on its own thread", e.getCause());
        }
    }
}
