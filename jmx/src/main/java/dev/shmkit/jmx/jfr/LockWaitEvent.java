package dev.shmkit.jmx.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Begins with the wait, and is emitted by the thread that has got the lock, or given up. */
@Name("dev.shmkit.LockWait")
@Label("Lock Wait")
@Description("A thread waited for the lock of a region")
@Category("shmkit")
@StackTrace(true)
final class LockWaitEvent extends Event {
    @Label("Key")
    @Description("Key of the region with a leading slash, or its path, as the beans are named")
    String key = "";

    @Label("Waited")
    @Description("How long the thread waited for the lock")
    @Timespan(Timespan.NANOSECONDS)
    long waited = 0;

    @Label("Taken")
    @Description("Whether the thread got the lock; false when the time was over, or it was interrupted")
    boolean taken = false;
}
