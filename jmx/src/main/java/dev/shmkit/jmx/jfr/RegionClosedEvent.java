package dev.shmkit.jmx.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Emitted by whoever closed the region, or by the cleaner. */
@Name("dev.shmkit.RegionClosed")
@Label("Region Closed")
@Description("This process ended its use of a region")
@Category("shmkit")
@StackTrace(false)
final class RegionClosedEvent extends Event {
    @Label("Key")
    @Description("Key of the region with a leading slash, or its path, as the beans are named")
    String key = "";

    @Label("Path")
    @Description("File of the region")
    String path = "";
}
