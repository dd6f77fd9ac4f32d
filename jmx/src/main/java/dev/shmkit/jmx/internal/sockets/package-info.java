/** The remote connector's sockets: one interface, one port, TLS. */
@NullMarked
package dev.shmkit.jmx.internal.sockets;

import org.jspecify.annotations.NullMarked;
