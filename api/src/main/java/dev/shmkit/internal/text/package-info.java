/** How bytes, sizes and rows look as text. Shared by shmkit's own modules. */
@NullMarked
package dev.shmkit.internal.text;

import org.jspecify.annotations.NullMarked;
