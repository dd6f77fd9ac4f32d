/** JShell as the prompt, scripts and the Java kernel use it. */
@NullMarked
package dev.shmkit.snippets;

import org.jspecify.annotations.NullMarked;
