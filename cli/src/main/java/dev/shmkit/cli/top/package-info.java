/** {@code shm top}: every region, who holds and wants its lock, again and again. */
@NullMarked
package dev.shmkit.cli.top;

import org.jspecify.annotations.NullMarked;
