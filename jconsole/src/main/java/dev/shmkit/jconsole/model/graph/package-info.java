/** Who waits for whom: the graph, its circles, and where its nodes are placed. */
@NullMarked
package dev.shmkit.jconsole.model.graph;

import org.jspecify.annotations.NullMarked;
