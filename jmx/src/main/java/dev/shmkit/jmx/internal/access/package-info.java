/** Who logs in to the remote connector, what his role lets him do, and the log of what was changed and refused. */
@NullMarked
package dev.shmkit.jmx.internal.access;

import org.jspecify.annotations.NullMarked;
