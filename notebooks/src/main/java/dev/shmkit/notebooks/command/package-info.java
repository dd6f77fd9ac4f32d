/** {@code shm notebook}: executes notebook files with nbconvert, and installs kernel specs. */
@NullMarked
package dev.shmkit.notebooks.command;

import org.jspecify.annotations.NullMarked;
