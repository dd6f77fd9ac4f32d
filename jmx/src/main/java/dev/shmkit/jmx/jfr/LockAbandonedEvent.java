package dev.shmkit.jmx.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Emitted by the thread that took the lock over. */
@Name("dev.shmkit.LockAbandoned")
@Label("Lock Abandoned")
@Description("A thread took the lock of a region from a holder that is gone")
@Category("shmkit")
@StackTrace(true)
final class LockAbandonedEvent extends Event {
    @Label("Key")
    @Description("Key of the region with a leading slash, or its path, as the beans are named")
    String key = "";

    @Label("Left Behind")
    @Description("State of the lock, and the holder that is gone")
    String left = "";
}
