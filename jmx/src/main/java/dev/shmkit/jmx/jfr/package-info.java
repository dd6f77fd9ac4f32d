/** Regions and waits for their locks as events of JDK Flight Recorder. */
@NullMarked
package dev.shmkit.jmx.jfr;

import org.jspecify.annotations.NullMarked;
