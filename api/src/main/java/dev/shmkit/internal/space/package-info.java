/** How much memory there is room for. */
@NullMarked
package dev.shmkit.internal.space;

import org.jspecify.annotations.NullMarked;
