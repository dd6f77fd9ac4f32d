/** The colours and tool tips that all views share. */
@NullMarked
package dev.shmkit.jconsole.view.style;

import org.jspecify.annotations.NullMarked;
