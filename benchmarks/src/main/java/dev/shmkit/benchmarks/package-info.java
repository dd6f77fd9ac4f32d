/**
 * What shmkit costs, in pairs: each row measures shmkit and a baseline in turns. The command and its report are here, what is
 * compared in {@code rows}, how in {@code contest}, and what is measured in {@code work}, {@code jmh} and {@code host}.
 */
@NullMarked
package dev.shmkit.benchmarks;

import org.jspecify.annotations.NullMarked;
