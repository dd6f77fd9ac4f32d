/** The C library as shmkit uses it: the only package that imports JNA. */
@NullMarked
package dev.shmkit.internal.posix;

import org.jspecify.annotations.NullMarked;
