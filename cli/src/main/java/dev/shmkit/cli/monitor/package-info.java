/** Making a machine's regions reachable for JMX clients. */
@NullMarked
package dev.shmkit.cli.monitor;

import org.jspecify.annotations.NullMarked;
