package dev.shmkit.notebooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kotlinx.serialization.json.JsonElement;
import kotlinx.serialization.json.JsonElementKt;
import kotlinx.serialization.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/**
 * Has the Kotlin kernel execute a cell of ours before the first one of its client. Behind a cell, whatever that is, and not before,
 * the kernel loads the integrations of its class path, so that the client's first one finds shmkit's imports done; and until a
 * person has typed that, the compiler has warmed up.
 *
 * <pre>
 *   client ──► shell port of the connection file ─┐
 *                                                 ├─► one after the other ──► shell port of the kernel
 *   our cell ─────────────────────────────────────┘
 *   client ◄─► stdin port of the connection file ◄──► stdin port of the kernel
 * </pre>
 *
 * What a cell reads from its standard input is asked for by way of the cell's request, and so through us. Messages are those of
 * "Messaging in Jupyter"; our cell is neither counted nor kept.
 */
final class KotlinPrelude {
    private static final String SHELL = "shell_port";
    private static final String STDIN = "stdin_port";

    /** The kernel answers a request on stdin to whom it came from on shell: both of our sockets are the same one to it. */
    private static final byte[] IDENTITY = "shmkit".getBytes(StandardCharsets.UTF_8);

    private static final int RECONNECT_MILLIS = 10;
    private static final int ANSWER_MILLIS = (int) Duration.ofSeconds(30).toMillis();
    private static final int FOR_EVER = -1;

    /** An interrupt that is meant for the client's first cell can hit ours. */
    private static final int ATTEMPTS = 2;

    private static final String NO_OBJECT = "{}";

    private final KernelConnection connection;
    private final ZContext context = new ZContext();

    private KotlinPrelude(KernelConnection connection) {
        this.connection = connection;
    }

    /**
     * Sends our cell, and passes on what the client sends. When that cannot be, the client alone talks to the kernel.
     *
     * @param file where Jupyter says how the client wants to reach the kernel
     * @return the file to give to the kernel
     */
    static Path before(Path file) throws IOException {
        KernelConnection connection = KernelConnection.read(file);
        if (!connection.tcp()) {
            return file;
        }
        KotlinPrelude prelude = new KotlinPrelude(connection);
        try {
            return prelude.start(file.resolveSibling(""));
        } catch (IOException | RuntimeException e) {
            prelude.context.close();
            warn(e.toString());
            return file;
        }
    }

    private static void warn(String why) {
        System.err.println("shmkit's imports are not done before the first cell: " + why);
    }

    private Path start(Path folder) throws IOException {
        ZMQ.Socket shellOfClients = bound(SHELL);
        ZMQ.Socket stdinOfClients = bound(STDIN);
        connection.choosePort(SHELL);
        connection.choosePort(STDIN);
        ZMQ.Socket shell = connected(SHELL);
        ZMQ.Socket stdin = connected(STDIN);
        Path own = connection.write(folder);
        run("passes the client's requests on", () -> {
            executeCell(shell);
            // The kernel has read it.
            own.toFile().delete();
            ZMQ.proxy(shellOfClients, shell, null);
        });
        run("passes the client's input on", () -> ZMQ.proxy(stdinOfClients, stdin, null));
        return own;
    }

    private ZMQ.Socket bound(String port) {
        ZMQ.Socket clients = context.createSocket(SocketType.ROUTER);
        clients.bind(connection.address(port));
        return clients;
    }

    private ZMQ.Socket connected(String port) {
        ZMQ.Socket kernel = context.createSocket(SocketType.DEALER);
        kernel.setIdentity(IDENTITY);
        kernel.setReconnectIVL(RECONNECT_MILLIS);
        kernel.connect(connection.address(port));
        return kernel;
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void executeCell(ZMQ.Socket kernel) {
        kernel.setReceiveTimeOut(ANSWER_MILLIS);
        try {
            String status = "";
            for (int i = 0; i < ATTEMPTS && !status.equals("ok"); i++) {
                send(kernel);
                status = status(kernel);
            }
            if (!status.equals("ok")) {
                warn("the kernel's answer is \"%s\"".formatted(status));
            }
        } catch (RuntimeException e) {
            // The client is to be served all the same.
            warn(e.toString());
        } finally {
            kernel.setReceiveTimeOut(FOR_EVER);
        }
    }

    /** Empty when no answer came. */
    private static String status(ZMQ.Socket kernel) {
        @Nullable ZMsg reply = ZMsg.recvMsg(kernel);
        return reply == null
                ? ""
                : KernelConnection.text(
                        KernelConnection.parsed(reply.getLast().getString(StandardCharsets.UTF_8)), "status");
    }

    private void send(ZMQ.Socket kernel) {
        String id = UUID.randomUUID().toString();
        String header = object(Map.of(
                "msg_id", JsonElementKt.JsonPrimitive(id),
                "session", JsonElementKt.JsonPrimitive(id),
                "username", JsonElementKt.JsonPrimitive("shmkit"),
                "date", JsonElementKt.JsonPrimitive(Instant.now().toString()),
                "msg_type", JsonElementKt.JsonPrimitive("execute_request"),
                "version", JsonElementKt.JsonPrimitive("5.3")));
        String content = object(Map.of(
                "code", JsonElementKt.JsonPrimitive("Unit"),
                "silent", JsonElementKt.JsonPrimitive(true),
                "store_history", JsonElementKt.JsonPrimitive(false),
                "allow_stdin", JsonElementKt.JsonPrimitive(false),
                "stop_on_error", JsonElementKt.JsonPrimitive(false)));
        List<String> parts = List.of(header, NO_OBJECT, NO_OBJECT, content);
        kernel.sendMore("<IDS|MSG>");
        kernel.sendMore(connection.signature(parts));
        parts.subList(0, parts.size() - 1).forEach(kernel::sendMore);
        kernel.send(content);
    }

    private static String object(Map<String, JsonElement> content) {
        return new JsonObject(content).toString();
    }
}
