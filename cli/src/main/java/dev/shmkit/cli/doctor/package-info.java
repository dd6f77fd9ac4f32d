/** {@code shm doctor}: what is wrong with the regions of this machine, and the command that mends it. */
@NullMarked
package dev.shmkit.cli.doctor;

import org.jspecify.annotations.NullMarked;
