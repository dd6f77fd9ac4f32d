package dev.shmkit.jconsole.model;

/**
 * What permissions hide from the JVM that looked: any of it may use regions unseen.
 *
 * @param processes how many hide what they map
 * @param threads how many hide what they wait on
 * @param directories how many directories for regions hide what is in them
 */
public record Hidden(int processes, int threads, int directories) {
    /** Nothing is hidden, as for root. */
    public static final Hidden NOTHING = new Hidden(0, 0, 0);

    /** In words; empty when nothing is hidden. */
    String text() {
        StringBuilder text = new StringBuilder();
        append(text, processes, processes == 1 ? "process" : "processes");
        append(text, threads, threads == 1 ? "thread" : "threads");
        append(text, directories, directories == 1 ? "directory" : "directories");
        return text.isEmpty() ? "" : text + " hidden by permissions";
    }

    private static void append(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
        }
    }
}
