/** What the tab knows: pure data and the thoughts on them. Knows neither JMX nor Swing. */
@NullMarked
package dev.shmkit.jconsole.model;

import org.jspecify.annotations.NullMarked;
