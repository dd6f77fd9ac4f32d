/** shmkit in Jupyter: a Java kernel, integrations into other kernels, and the notebook command. */
@NullMarked
package dev.shmkit.notebooks;

import org.jspecify.annotations.NullMarked;
