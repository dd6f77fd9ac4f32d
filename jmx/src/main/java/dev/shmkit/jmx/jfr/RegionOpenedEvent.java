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
    String key = "";

    @Label("Path")
    String path = "";

    @Label("Size")
    @DataAmount
    long size = 0;

    @Label("Role")
    String role = "";
}
