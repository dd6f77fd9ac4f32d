/** MXBeans whose descriptions, parameter names and impact come from annotations, which JMX by itself does not read. */
@NullMarked
package dev.shmkit.jmx.internal.describe;

import org.jspecify.annotations.NullMarked;
