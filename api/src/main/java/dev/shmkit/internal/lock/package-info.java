/** The mutex inside a region, and what can be seen of it without taking it. */
@NullMarked
package dev.shmkit.internal.lock;

import org.jspecify.annotations.NullMarked;
