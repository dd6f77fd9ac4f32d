/** A region's bytes as text, and as the fields of a struct. */
@NullMarked
package dev.shmkit.jconsole.data;

import org.jspecify.annotations.NullMarked;
