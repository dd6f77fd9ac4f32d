/** The {@code shm} command. */
@NullMarked
package dev.shmkit.cli;

import org.jspecify.annotations.NullMarked;
