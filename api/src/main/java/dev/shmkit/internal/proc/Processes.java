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

    private static final boolean INSIDE = inside();

    private Processes() {}

    /** The pids of all processes that /proc shows. */
    public static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        String @Nullable [] names = PROC.list();
        if (names != null) {
            for (String name : names) {
                if (Character.digit(name.charAt(0), 10) >= 0) {
                    pids.add(Long.parseLong(name));
                }
            }
        }
        return pids;
    }

    /** Tells whether a process runs: any of its threads, for it goes on when its first one has ended. */
    public static boolean alive(long pid) throws IOException, ProcessGoneException {
        return ProcThread.of(pid).alive()
                || ProcThread.ofProcess(pid).stream().anyMatch(tid -> tid != pid && threadAlive(tid));
    }

    /** One that hides is there. */
    private static boolean threadAlive(long tid) {
        try {
            return ProcThread.of(tid).alive();
        } catch (ProcessGoneException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
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
}
