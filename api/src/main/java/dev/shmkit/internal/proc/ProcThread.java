package dev.shmkit.internal.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A thread as {@code /proc/<tid>/status} describes it; the kernel answers there for every thread, not only for first ones.
 *
 * @param name the thread's own name, at most 15 characters
 * @param alive false for a thread that ended and only waits to be reaped
 * @param running true for one that is on a processor, or waits for one
 * @param stopped true for one that a signal or a debugger has stopped
 * @param pid the process it belongs to
 * @param switches how often it was taken off a processor or went to sleep: unchanged while it sleeps on; −1 when unknown
 */
public record ProcThread(
        long tid, String name, boolean alive, boolean running, boolean stopped, long pid, int uid, long switches) {
    /** No thread's id. */
    public static final long NOT_INNER = 0;

    private static final long UNKNOWN_SWITCHES = -1;

    /** Looks a thread up. */
    public static ProcThread of(long tid) throws IOException, ProcessGoneException {
        String status = ProcFiles.read(tid, "status");
        char state = field(status, "State").charAt(0);
        String uids = field(status, "Uid");
        String uid = uids.substring(0, uids.indexOf('\t'));
        return new ProcThread(
                tid,
                utf8(field(status, "Name")),
                state != 'Z' && state != 'X',
                state == 'R',
                state == 'T' || state == 't',
                Long.parseLong(field(status, "Tgid")),
                Integer.parseUnsignedInt(uid),
                switches(status));
    }

    /** Kernels without accounting do not tell. */
    private static long switches(String status) throws ProcessGoneException {
        return status.contains("\nvoluntary_ctxt_switches:")
                ? Long.parseLong(field(status, "voluntary_ctxt_switches"))
                        + Long.parseLong(field(status, "nonvoluntary_ctxt_switches"))
                : UNKNOWN_SWITCHES;
    }

    /** False when there is surely no such thread any more. */
    public static boolean lives(long tid) {
        try {
            return of(tid).alive();
        } catch (ProcessGoneException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The name of a process: that of its first thread. */
    public static String processName(long pid) throws IOException, ProcessGoneException {
        return utf8(ProcFiles.read(pid, "comm").stripTrailing());
    }

    /**
     * Gives a thread of this process a name for others to see, unless it has one of its own or is the process's first, whose name
     * is that of the process. A courtesy: what does not permit it is no failure.
     */
    public static void nameOwn(long tid, String name) {
        long pid = ProcessHandle.current().pid();
        try {
            if (tid != pid && processName(tid).equals(processName(pid))) {
                Files.writeString(Path.of("/proc/self/task/" + tid + "/comm"), name);
            }
        } catch (IOException | ProcessGoneException e) {
            return;
        }
    }

    /** The threads of a process; none when it is gone or hidden. */
    public static List<Long> ofProcess(long pid) {
        List<Long> tids = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks) {
                tids.add(Long.parseLong(task.getFileName().toString()));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.copyOf(tids);
        }
        return tids;
    }

    /**
     * A thread's ids, from our pid namespace inwards: see {@code NSpid} in proc_pid_status(5). None when it is gone or hidden, and
     * of a kernel without namespaces.
     */
    public static List<Long> ids(long tid) {
        try {
            String ids = field(ProcFiles.read(tid, "status"), "NSpid");
            return Arrays.stream(ids.split("\\s+", -1)).map(Long::valueOf).toList();
        } catch (IOException | ProcessGoneException e) {
            return List.of();
        }
    }

    /** A thread's id in its own pid namespace, when that is below ours; {@link #NOT_INNER} when it is ours. */
    public static long innermostId(long tid) {
        List<Long> ids = ids(tid);
        return ids.size() > 1 ? ids.get(ids.size() - 1) : NOT_INNER;
    }

    /** True when the thread is inside a system call, or has ended: surely not at any instruction of user code. */
    public static boolean inSystemCallOrGone(long tid) {
        try {
            return Character.isDigit(ProcFiles.read(tid, "syscall").charAt(0));
        } catch (ProcessGoneException e) {
            return true;
        } catch (IOException e) {
            return sleepsOrGone(tid);
        }
    }

    /** For threads whose system calls are hidden from us: outside of a system call nobody sleeps interruptibly. */
    private static boolean sleepsOrGone(long tid) {
        try {
            return field(ProcFiles.read(tid, "status"), "State").startsWith("S");
        } catch (ProcessGoneException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String field(String status, String name) throws ProcessGoneException {
        String prefix = name + ":";
        int start = status.startsWith(prefix) ? 0 : status.indexOf("\n" + prefix) + 1;
        if (start > 0 || status.startsWith(prefix)) {
            int end = status.indexOf('\n', start);
            return status.substring(start + prefix.length(), end < 0 ? status.length() : end)
                    .strip();
        }
        throw new ProcessGoneException(-1);
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
