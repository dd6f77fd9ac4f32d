/** The lock of one opening of a region: who of this process holds it, who may, and how it ends. */
@NullMarked
package dev.shmkit.internal.lock;

import org.jspecify.annotations.NullMarked;
