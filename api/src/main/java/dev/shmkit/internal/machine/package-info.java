/** Instructions of the two processors, as bytes. */
@NullMarked
package dev.shmkit.internal.machine;

import org.jspecify.annotations.NullMarked;
