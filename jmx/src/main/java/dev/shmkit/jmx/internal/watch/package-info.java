/** Watches the machine's regions and turns what happens to them into JMX notifications. */
@NullMarked
package dev.shmkit.jmx.internal.watch;

import org.jspecify.annotations.NullMarked;
