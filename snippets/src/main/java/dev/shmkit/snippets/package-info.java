/** JShell as scripts and the Java kernel use it: in the same JVM, with values that last. */
@NullMarked
package dev.shmkit.snippets;

import org.jspecify.annotations.NullMarked;
