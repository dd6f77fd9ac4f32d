/**
 * What shmkit costs, in pairs: each row measures shmkit and a baseline in turns. A new row is one line in its family; a new
 * family is one file here, listed in {@link dev.shmkit.benchmarks.Families}, and for rows against C one file in
 * {@code src/main/c}.
 */
@NullMarked
package dev.shmkit.benchmarks;

import org.jspecify.annotations.NullMarked;
