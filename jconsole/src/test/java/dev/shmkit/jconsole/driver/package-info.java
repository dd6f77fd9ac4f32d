/** Runs the real JConsole on a display and does what a person would do there. */
@NullMarked
package dev.shmkit.jconsole.driver;

import org.jspecify.annotations.NullMarked;
