package dev.shmkit.jmx.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Emitted by the thread that opened the region. */
@Name("dev.shmkit.RegionOpened")
@Label("Region Opened")
@Description("A region was created or attached")
@Category("shmkit")
@StackTrace(false)
final class RegionOpenedEvent extends Event {
    @Label("Key")
    @Description("Key of the region with a leading slash, or its path, as the beans are named")
    String key = "";

    @Label("Path")
    @Description("File of the region")
    String path = "";

    @Label("Size")
    @Description("Size of the data, without the header")
    @DataAmount
    long size = 0;

    @Label("Role")
    @Description("OWNER if this process created the region, USER if it attached it")
    String role = "";
}
