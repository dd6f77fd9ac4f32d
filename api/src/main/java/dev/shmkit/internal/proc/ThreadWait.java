package dev.shmkit.internal.proc;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.Kernel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a thread sleeps on, see futex(2) and {@code /proc/<tid>/syscall} in proc(5). Reading that takes the permission to
 * trace the process; {@code wchan}, where the kernel sleeps, only the permission to look at it.
 *
 * <pre>
 *  202 0x7f5c1a000000 0x0 0x2 0x0 …      98 instead of 202 on aarch64
 *  call word          op  value timeout  id   purpose
 * </pre>
 *
 * <p>The last two are ours: no futex wait uses those registers, so that they say of a shmkit thread, which never sleeps for
 * more than a second at a time, whether it goes on sleeping. Other programs leave anything there, but not our purposes.
 *
 * @param kind what could be seen
 * @param address of the futex word in the thread's process; 0 unless the kind is FUTEX
 * @param timed whether the wait ends by itself
 * @param sleepId the same for all parts of a longer sleep that nobody has ended in between; 0 when unknown
 */
public record ThreadWait(Kind kind, long address, boolean timed, long sleepId) {
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAIT_BITSET = 9;
    private static final int OPERATION_MASK = 0x7f;

    /** What could be seen of a thread. */
    public enum Kind {
        /** It waits on a futex word, at a known address. */
        FUTEX,
        /** It waits on some futex word. */
        SOME_FUTEX,
        /** It does something else, or is gone. */
        OTHER,
        /** Permissions hide it. */
        HIDDEN
    }

    private static final ThreadWait ELSEWHERE = new ThreadWait(Kind.OTHER, 0, false, 0);

    /** Looks at a thread. */
    public static ThreadWait of(long pid, long tid, FileBytes reader) {
        String task = "/proc/" + pid + "/task/" + tid;
        try {
            reader.read(task + "/syscall");
            return parse(reader.bytes(), reader.length());
        } catch (ErrnoException e) {
            return ProcFiles.gone(e) ? ELSEWHERE : new ThreadWait(sleepsIn(wchan(task, reader)), 0, false, 0);
        }
    }

    /** Reads a line of {@code syscall}: also "running", and "-1 …" for a thread that is in no call. */
    static ThreadWait parse(byte[] line, int length) {
        if (length == 0 || Character.digit(line[0], 10) < 0) {
            return ELSEWHERE;
        }
        Digits digits = new Digits(line, 0, length);
        long call = digits.decimal();
        // A wait with a timeout goes on as a restart after the process was stopped: the same registers, another number.
        if (call != Kernel.Call.FUTEX && call != Kernel.Call.RESTART) {
            return ELSEWHERE;
        }
        long address = argument(digits);
        long operation = argument(digits) & OPERATION_MASK;
        argument(digits);
        long timeout = argument(digits);
        boolean waits = operation == FUTEX_WAIT || operation == FUTEX_WAIT_BITSET;
        if (!waits) {
            return ELSEWHERE;
        }
        long id = argument(digits);
        long purpose = argument(digits);
        boolean ours = timeout != 0 && (purpose == Kernel.UNTIL_WOKEN || purpose == Kernel.UNTIL_TIME);
        boolean timed = timeout != 0 && purpose != Kernel.UNTIL_WOKEN;
        return new ThreadWait(Kind.FUTEX, address, timed, ours ? id : 0);
    }

    private static long argument(Digits digits) {
        return digits.nextField().skip("0x".length()).hex();
    }

    /** Judges a wait channel: "0" is both a running thread and one that permissions hide, and so says nothing. */
    static Kind sleepsIn(Optional<String> channel) {
        return channel.map(
                        name -> name.contains("futex") ? Kind.SOME_FUTEX : name.equals("0") ? Kind.HIDDEN : Kind.OTHER)
                .orElse(Kind.HIDDEN);
    }

    private static Optional<String> wchan(String task, FileBytes reader) {
        try {
            reader.read(task + "/wchan");
            return Optional.of(new String(reader.bytes(), 0, reader.length(), StandardCharsets.ISO_8859_1));
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }
}
