/**
 * What the measured JVMs do, by the names that the C baseline has for it, too. A new batch is one line in its family, and for rows
 * against C one in {@code src/main/c}; {@link dev.shmkit.benchmarks.work.Worker} lists the families. Knows no rows.
 */
@NullMarked
package dev.shmkit.benchmarks.work;

import org.jspecify.annotations.NullMarked;
