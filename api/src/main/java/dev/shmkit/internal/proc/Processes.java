package dev.shmkit.internal.proc;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which processes there are. */
public final class Processes {
    private static final File PROC = new File("/proc");
    /** PROC_PID_INIT_INO of the kernel's include/linux/proc_ns.h: the namespace that sees all others. */
    private static final String OUTERMOST = "pid:[4026531836]";

    /** In the status of a process. */
    private static final String FILTERED = "\nSeccomp:\t2\n";

    private static final boolean INSIDE = inside();

    private Processes() {}

    /**
     * The pids of all processes that /proc shows.
     *
     * @throws IOException when /proc itself cannot be read: nobody is seen then, which is not that nobody is there
     */
    public static List<Long> pids() throws IOException {
        String @Nullable [] names = PROC.list();
        if (names == null) {
            throw new IOException("cannot read " + PROC);
        }
        List<Long> pids = new ArrayList<>();
        for (String name : names) {
            if (Character.digit(name.charAt(0), 10) >= 0) {
                pids.add(Long.parseLong(name));
            }
        }
        return pids;
    }

    /** Tells whether a process runs: any of its threads, for it goes on when its first one has ended. */
    public static boolean alive(long pid) throws IOException, ProcessGoneException {
        return ProcThread.of(pid).alive()
                || ProcThread.ofProcess(pid).stream().anyMatch(tid -> tid != pid && ProcThread.lives(tid));
    }

    /** True in a pid namespace of its own, as a container's: there may be processes outside of it, of which nothing is seen. */
    public static boolean outerInvisible() {
        return INSIDE;
    }

    private static boolean inside() {
        try {
            return !Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .equals(OUTERMOST);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** True where proc is mounted so that other users' processes are not even listed. */
    public static boolean othersInvisible() {
        return ProcFiles.HIDES_PROCESSES;
    }

    /**
     * True when this process's system calls are filtered, as in most containers, see seccomp(2): one that is not permitted may end
     * it. Also when that cannot be told.
     */
    public static boolean callsFiltered() {
        try {
            return ProcFiles.read(ProcessHandle.current().pid(), "status").contains(FILTERED);
        } catch (IOException | ProcessGoneException e) {
            return true;
        }
    }
}
