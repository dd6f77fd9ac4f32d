/** {@code shm run}: JShell scripts, Java programs of one file, and Kotlin scripts. */
@NullMarked
package dev.shmkit.cli.run;

import org.jspecify.annotations.NullMarked;
