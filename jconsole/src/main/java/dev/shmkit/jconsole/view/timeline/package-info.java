/** A lock's last minutes: lanes above a scale. */
@NullMarked
package dev.shmkit.jconsole.view.timeline;

import org.jspecify.annotations.NullMarked;
