/**
 * shmkit in Jupyter: our kernels, and what kernels of others load. They find these classes by name, which is in kernel specs that
 * users have installed, in {@code META-INF} and in {@code ijava.jsh}.
 */
@NullMarked
package dev.shmkit.notebooks;

import org.jspecify.annotations.NullMarked;
