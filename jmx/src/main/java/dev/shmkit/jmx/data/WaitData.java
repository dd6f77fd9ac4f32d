package dev.shmkit.jmx.data;

import dev.shmkit.host.Deadlock;
import java.beans.ConstructorProperties;

/** A {@link Deadlock.Wait} as MXBeans carry it. Immutable. */
public final class WaitData {
    private final WaiterData waiter;
    private final String key;
    private final String path;
    private final LockHolderData holder;

    /**
     * Made by the JMX runtime from composite data.
     *
     * @param waiter the thread that waits
     * @param key the region for whose lock it waits
     * @param path that region's file
     * @param holder the thread that holds it
     */
    @ConstructorProperties({"waiter", "key", "path", "holder"})
    public WaitData(WaiterData waiter, String key, String path, LockHolderData holder) {
        this.waiter = waiter;
        this.key = key;
        this.path = path;
        this.holder = holder;
    }

    /**
     * Carries what was seen over.
     *
     * @param wait what was seen
     * @return the same, as MXBeans carry it
     */
    public static WaitData of(Deadlock.Wait wait) {
        return new WaitData(
                WaiterData.of(wait.waiter()),
                wait.region().key(),
                wait.region().path().toString(),
                LockHolderData.of(wait.holder()));
    }

    /**
     * Gives one column.
     *
     * @return the thread that waits
     */
    public WaiterData getWaiter() {
        return waiter;
    }

    /**
     * Gives one column.
     *
     * @return the region for whose lock it waits
     */
    public String getKey() {
        return key;
    }

    /**
     * Gives one column.
     *
     * @return that region's file
     */
    public String getPath() {
        return path;
    }

    /**
     * Gives one column.
     *
     * @return the thread that holds it
     */
    public LockHolderData getHolder() {
        return holder;
    }
}
