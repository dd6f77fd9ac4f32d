/** Machines full of regions, and those who look at them: sides of rows about monitoring. */
@NullMarked
package dev.shmkit.benchmarks.host;

import org.jspecify.annotations.NullMarked;
