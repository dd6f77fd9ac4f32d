/**
 * A remote JMX connector that is safe to open: on the loopback interface unless there are passwords and TLS, with roles that
 * tell reading from changing, and a log of who changed what.
 */
@NullMarked
package dev.shmkit.jmx.remote;

import org.jspecify.annotations.NullMarked;
