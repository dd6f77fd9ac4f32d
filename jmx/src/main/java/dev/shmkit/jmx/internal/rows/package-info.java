/** The open data of a list of regions, made at once. */
@NullMarked
package dev.shmkit.jmx.internal.rows;

import org.jspecify.annotations.NullMarked;
