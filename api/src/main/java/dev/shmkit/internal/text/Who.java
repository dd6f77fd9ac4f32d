package dev.shmkit.internal.text;

/** Processes and threads in words. Their names are what they gave themselves: harmless for a terminal only here. */
public final class Who {
    private Who() {}

    /** Such as {@code java[4711]}, or {@code pid 4711} where the name is not known. */
    public static String process(String name, long pid) {
        return name.isEmpty() ? "pid " + pid : Printable.of(name) + "[" + pid + "]";
    }

    /** Such as {@code java[4711] worker tid 4712}; the thread's name is left out where it says nothing new. */
    public static String thread(String process, long pid, String name, long tid) {
        String who = process(process, pid);
        boolean known = !name.isEmpty() && !name.equals(process);
        return (known ? who + " " + Printable.of(name) : who) + " tid " + tid;
    }
}
