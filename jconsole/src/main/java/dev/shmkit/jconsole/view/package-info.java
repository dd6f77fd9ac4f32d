/** Paints, what takes several classes in packages below. Knows no JMX; every method belongs to the event thread. */
@NullMarked
package dev.shmkit.jconsole.view;

import org.jspecify.annotations.NullMarked;
