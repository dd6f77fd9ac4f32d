package dev.shmkit.jmx.internal.sockets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.function.Consumer;

/**
 * A client's connection that does not tell where it comes from. The JDK's registry lets everybody on its own machine put another
 * connector in the place of ours, one that learns passwords, say; from an unknown origin it takes no changes, only questions.
 */
final class NamelessSocket extends Socket {
    private static final byte[] UNKNOWN = {0, 0, 0, 0};

    private final Consumer<Socket> closed;

    /** @param closed is told when it is */
    NamelessSocket(Consumer<Socket> closed) {
        this.closed = closed;
    }

    @Override
    public synchronized void close() throws IOException {
        closed.accept(this);
        super.close();
    }

    @Override
    public InetAddress getInetAddress() {
        try {
            return InetAddress.getByAddress(UNKNOWN);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
