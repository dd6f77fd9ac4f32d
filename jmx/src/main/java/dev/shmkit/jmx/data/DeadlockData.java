package dev.shmkit.jmx.data;

import dev.shmkit.host.Deadlock;
import java.beans.ConstructorProperties;
import java.util.List;

/** A {@link Deadlock} as MXBeans carry it. Immutable. */
public final class DeadlockData {
    private final String description;
    private final boolean mayEnd;
    private final List<WaitData> waits;

    /**
     * Made by the JMX runtime from composite data.
     *
     * @param description who waits for what and whom, in words
     * @param mayEnd true when a wait has a time limit or can be interrupted, as far as can be seen: see {@link Deadlock#mayEnd}
     * @param waits each thread of the circle; the holder of one is the waiter of the next
     */
    @ConstructorProperties({"description", "mayEnd", "waits"})
    public DeadlockData(String description, boolean mayEnd, List<WaitData> waits) {
        this.description = description;
        this.mayEnd = mayEnd;
        this.waits = List.copyOf(waits);
    }

    /**
     * Carries what was seen over.
     *
     * @param deadlock what was seen
     * @return the same, as MXBeans carry it
     */
    public static DeadlockData of(Deadlock deadlock) {
        return new DeadlockData(
                deadlock.toString(),
                deadlock.mayEnd(),
                deadlock.waits().stream().map(WaitData::of).toList());
    }

    /**
     * Gives one column.
     *
     * @return who waits for what and whom, in words
     */
    public String getDescription() {
        return description;
    }

    /**
     * Gives one column.
     *
     * @return true when a wait has a time limit or can be interrupted
     */
    public boolean isMayEnd() {
        return mayEnd;
    }

    /**
     * Gives one column.
     *
     * @return each thread of the circle; the holder of one is the waiter of the next
     */
    public List<WaitData> getWaits() {
        return waits;
    }
}
