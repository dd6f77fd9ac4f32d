/** The tab "Shared memory" for JConsole, and for VisualVM through its JConsole bridge. */
@NullMarked
package dev.shmkit.jconsole;

import org.jspecify.annotations.NullMarked;
