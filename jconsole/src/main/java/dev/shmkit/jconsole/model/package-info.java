/** What the tab knows: pure data, and below them the thoughts on them. Knows neither JMX nor Swing. */
@NullMarked
package dev.shmkit.jconsole.model;

import org.jspecify.annotations.NullMarked;
