/** What {@code shm run} says about a script that fails: where, in which thread, what was thrown and why. */
@NullMarked
package dev.shmkit.cli.run.failure;

import org.jspecify.annotations.NullMarked;
