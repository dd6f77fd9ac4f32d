/** Talks JMX with the JVM that JConsole is connected to. Knows no Swing; every call may wait for the network. */
@NullMarked
package dev.shmkit.jconsole.remote;

import org.jspecify.annotations.NullMarked;
