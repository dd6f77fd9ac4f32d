/** A file mapped into this process, as the lock and the region build on it. */
@NullMarked
package dev.shmkit.internal.memory;

import org.jspecify.annotations.NullMarked;
