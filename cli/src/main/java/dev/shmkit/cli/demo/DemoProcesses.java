package dev.shmkit.cli.demo;

import dev.shmkit.RegionNotFoundException;
import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a demo must not leave behind: processes, their scripts and the region's name. Goes away with it, and with a signal. */
final class DemoProcesses implements AutoCloseable {
    /** Ctrl-C goes to the scripts, too, and their end may be noticed before our own is told. */
    private static final long SIGNALS_APART_MILLIS = 1000;

    private final Class<?> main;
    private final String key;
    private final List<ScriptProcess> started = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean closed;

    private DemoProcesses(Class<?> main, String key) {
        this.main = main;
        this.key = key;
    }

    /**
     * None yet.
     *
     * @param main the command line's entry point, that runs scripts
     * @param key the region's
     */
    static DemoProcesses of(Class<?> main, String key) {
        DemoProcesses processes = new DemoProcesses(main, key);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            processes.stopped.countDown();
            processes.close();
        }));
        return processes;
    }

    /** Starts one of the demo's scripts. */
    synchronized ScriptProcess start(String name) throws IOException {
        if (closed) {
            throw new IOException("the demo is over");
        }
        ScriptProcess process = ScriptProcess.start(main, name, key);
        started.add(process);
        return process;
    }

    /** Tells whether this JVM is being ended: then whatever fails now does so for that reason. */
    boolean stopped() throws InterruptedException {
        return stopped.await(SIGNALS_APART_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void kill() {
        started.forEach(ScriptProcess::kill);
    }

    @Override
    public synchronized void close() {
        closed = true;
        kill();
        started.forEach(ScriptProcess::close);
        removeName();
    }

    /** For an owner that was killed: otherwise it has removed the name itself. */
    private void removeName() {
        try {
            SharedMemory.unlink(key);
        } catch (RegionNotFoundException e) {
            // As it should be.
        }
    }
}
