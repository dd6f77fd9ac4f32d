/** shmkit as a Java agent: the Host bean and a remote connector in a JVM that knows nothing of shmkit. */
@NullMarked
package dev.shmkit.jmx.agent;

import org.jspecify.annotations.NullMarked;
