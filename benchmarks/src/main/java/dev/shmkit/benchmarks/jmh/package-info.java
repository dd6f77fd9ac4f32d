/** Benchmarks by JMH: single accesses, too short for a batch. */
@NullMarked
package dev.shmkit.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
