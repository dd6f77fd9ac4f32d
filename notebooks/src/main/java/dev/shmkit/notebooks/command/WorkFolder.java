package dev.shmkit.notebooks.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A temporary folder, and the processes that work in it: both go when it is closed, and when this process is ended by a signal.
 * Where util-linux is, the processes go with one that is killed, too.
 */
final class WorkFolder implements AutoCloseable {
    /** The exit status of a process that a signal ended is this and the signal's number. */
    static final int SIGNALLED = 128;

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final int KILLED_SECONDS = 10;
    /** Ctrl-C goes to what we started, too, and its end may be noticed before our own is told. */
    private static final long SIGNALS_APART_MILLIS = 1000;

    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final List<Runnable> last = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "removes what a notebook's run leaves");
    private boolean cleared;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    static WorkFolder create() throws IOException {
        WorkFolder work = new WorkFolder(Files.createTempDirectory("shm-notebook"));
        Runtime.getRuntime().addShutdownHook(work.hook);
        return work;
    }

    Path path() {
        return folder;
    }

    /** Has something done once no process works here any more. */
    synchronized void atLast(Runnable deed) {
        last.add(deed);
    }

    /** Starts a process; it and what it starts in turn end with the folder, if not before. */
    synchronized Process start(ProcessBuilder builder) throws IOException, StoppedException {
        if (cleared) {
            throw new StoppedException();
        }
        if (Files.isExecutable(SETPRIV)) {
            // The main thread starts it, and ends with its process.
            List<String> command = new ArrayList<>(List.of(SETPRIV.toString(), "--pdeathsig", "KILL"));
            command.addAll(builder.command());
            builder.command(command);
        }
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Tells whether this process is being ended by a signal: then whatever fails now does so for that reason. */
    boolean stopped() throws InterruptedException {
        return stopped.await(SIGNALS_APART_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void stop() {
        stopped.countDown();
        try {
            clear();
        } catch (IOException | RuntimeException e) {
            // There is nobody left to tell.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs.
        }
        clear();
    }

    private synchronized void clear() throws IOException {
        if (cleared) {
            return;
        }
        cleared = true;
        started.forEach(WorkFolder::kill);
        try {
            last.forEach(Runnable::run);
        } finally {
            remove();
        }
    }

    /** Waits for the end, too: what writes no more leaves nothing in the folder. */
    static void kill(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.stream()
                .map(ProcessHandle::onExit)
                .forEach(end -> end.completeOnTimeout(process.toHandle(), KILLED_SECONDS, TimeUnit.SECONDS)
                        .join());
    }

    private void remove() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
