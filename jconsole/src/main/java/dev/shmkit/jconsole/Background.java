package dev.shmkit.jconsole;

import dev.shmkit.jconsole.remote.Failures;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.SwingWorker;

/** Work that may wait for the network, off the event thread; what came of it is told on the event thread. */
final class Background<T> extends SwingWorker<T, Void> {
    private final Callable<T> work;
    private final Consumer<T> done;
    private final Consumer<String> failed;

    private Background(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        this.work = work;
        this.done = done;
        this.failed = failed;
    }

    static <T> Background<T> start(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        Background<T> background = new Background<>(work, done, failed);
        background.execute();
        return background;
    }

    /** For work that nobody takes back. */
    static <T> void run(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        new Background<>(work, done, failed).execute();
    }

    @Override
    protected T doInBackground() throws Exception {
        return work.call();
    }

    @Override
    protected void done() {
        if (isCancelled()) {
            return;
        }
        T result;
        try {
            result = get();
        } catch (ExecutionException e) {
            failed.accept(Failures.sentence(e));
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        done.accept(result);
    }
}
