/** Small programs that show how shmkit is used. */
@NullMarked
package dev.shmkit.examples;

import org.jspecify.annotations.NullMarked;
