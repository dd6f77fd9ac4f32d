package dev.shmkit.jmx.internal.sockets;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/**
 * A client's connection that does not tell where it comes from. The JDK's registry lets everybody on its own machine put another
 * connector in the place of ours, one that learns passwords, say; from an unknown origin it takes no changes, only questions.
 */
final class NamelessSocket extends Socket {
    private static final byte[] UNKNOWN = {0, 0, 0, 0};

    @Override
    public InetAddress getInetAddress() {
        try {
            return InetAddress.getByAddress(UNKNOWN);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
