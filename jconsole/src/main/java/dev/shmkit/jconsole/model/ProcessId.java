package dev.shmkit.jconsole.model;

/**
 * A process, as the tab names it.
 *
 * @param pid its number, −1 when unknown
 * @param name its name, empty when unknown
 */
public record ProcessId(long pid, String name) {
    /** Such as {@code peer 4711}. */
    @Override
    public String toString() {
        if (pid < 0) {
            return "unknown process";
        }
        return name.isEmpty() ? "pid " + pid : name + " " + pid;
    }
}
