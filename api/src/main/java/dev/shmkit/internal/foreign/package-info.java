/** The JDK's own way to call C, where it has one. */
@NullMarked
package dev.shmkit.internal.foreign;

import org.jspecify.annotations.NullMarked;
