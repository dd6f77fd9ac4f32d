/** Who waits for whom, as boxes and arrows. */
@NullMarked
package dev.shmkit.jconsole.view.graph;

import org.jspecify.annotations.NullMarked;
