/** Cells of Java, evaluated with JShell in this JVM. Knows no Jupyter. */
@NullMarked
package dev.shmkit.notebooks.cells;

import org.jspecify.annotations.NullMarked;
