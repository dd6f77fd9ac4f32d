/**
 * Every region of this JVM as a JMX MBean. Nothing needs to be called: with this jar on the class path, opening a region
 * registers its bean and closing the region unregisters it, through {@link dev.shmkit.RegionListener}.
 */
@NullMarked
package dev.shmkit.jmx;

import org.jspecify.annotations.NullMarked;
