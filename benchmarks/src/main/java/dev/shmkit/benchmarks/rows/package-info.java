/**
 * The rows of the table, a file for each family. A new row is one line in its family; a new family is one file here, listed in
 * {@link dev.shmkit.benchmarks.rows.Families}.
 */
@NullMarked
package dev.shmkit.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
