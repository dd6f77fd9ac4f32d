/** How a row is measured: its two sides, each a process or several, take turns, round by round. */
@NullMarked
package dev.shmkit.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
