/** Every lock's recent past, put together from looks. */
@NullMarked
package dev.shmkit.jconsole.model.timeline;

import org.jspecify.annotations.NullMarked;
