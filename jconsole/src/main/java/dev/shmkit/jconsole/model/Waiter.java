package dev.shmkit.jconsole.model;

/**
 * A thread that waits for a lock.
 *
 * @param thread which
 * @param certain false when permissions hide what it waits on: it only may wait for this lock
 * @param timed true when its wait has a time limit or can be interrupted
 */
public record Waiter(LockThread thread, boolean certain, boolean timed) {
    @Override
    public String toString() {
        return thread + (certain ? "" : " (perhaps)") + (timed ? " (for a time)" : "");
    }
}
