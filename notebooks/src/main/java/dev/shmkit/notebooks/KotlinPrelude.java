package dev.shmkit.notebooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kotlinx.serialization.json.Json;
import kotlinx.serialization.json.JsonElement;
import kotlinx.serialization.json.JsonElementKt;
import kotlinx.serialization.json.JsonObject;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/**
 * Has the Kotlin kernel execute a cell of ours before the first one of its client. Behind its first cell, whatever that is, the
 * kernel loads the integrations of its class path, so that the client's first one finds shmkit's imports done; and until a person
 * has typed that, the compiler has warmed up.
 *
 * <pre>
 *   client ──► shell port of the connection file ─┐
 *                                                 ├─► one after the other ──► shell port of the kernel
 *   our cell ─────────────────────────────────────┘
 * </pre>
 *
 * Messages are those of Jupyter's "Messaging in Jupyter"; our cell is silent: it is neither counted nor kept. Libraries are the
 * kernel's own, which it needs to have loaded anyway.
 */
final class KotlinPrelude {
    private static final String SHELL_PORT = "shell_port";
    private static final int RECONNECT_MILLIS = 10;
    private static final String NO_OBJECT = "{}";

    private KotlinPrelude() {}

    /**
     * Sends our cell, and passes on what the client sends.
     *
     * @param file where Jupyter says how the client wants to reach the kernel
     * @return the file to give to the kernel
     */
    static Path before(Path file) throws IOException {
        Map<String, JsonElement> connection = parsed(Files.readString(file));
        if (!text(connection, "transport").equals("tcp")) {
            return file;
        }
        ZContext context = new ZContext();
        ZMQ.Socket clients = context.createSocket(SocketType.ROUTER);
        clients.bind(shell(connection));
        connection.put(SHELL_PORT, JsonElementKt.JsonPrimitive(freePort(text(connection, "ip"))));
        ZMQ.Socket kernel = context.createSocket(SocketType.DEALER);
        kernel.setReconnectIVL(RECONNECT_MILLIS);
        kernel.connect(shell(connection));
        send(kernel, connection);
        Path own = write(file.resolveSibling(""), connection);
        Thread shell = new Thread(
                () -> {
                    awaitReply(kernel);
                    // The kernel has read it.
                    own.toFile().delete();
                    ZMQ.proxy(clients, kernel, null);
                },
                "passes the client's requests on");
        shell.setDaemon(true);
        shell.start();
        return own;
    }

    /** The kernel answers no request before. */
    private static void awaitReply(ZMQ.Socket kernel) {
        ZMsg reply = ZMsg.recvMsg(kernel);
        String content = reply.getLast().getString(StandardCharsets.UTF_8);
        if (!text(parsed(content), "status").equals("ok")) {
            System.err.println("shmkit's imports are not done, the kernel says: " + content);
        }
    }

    private static Map<String, JsonElement> parsed(String json) {
        return new LinkedHashMap<>((JsonObject) Json.Default.parseToJsonElement(json));
    }

    private static String text(Map<String, JsonElement> connection, String name) {
        return JsonElementKt.getJsonPrimitive(connection.getOrDefault(name, JsonElementKt.JsonPrimitive("")))
                .getContent();
    }

    private static String shell(Map<String, JsonElement> connection) {
        return "tcp://%s:%s".formatted(text(connection, "ip"), text(connection, SHELL_PORT));
    }

    /** As Jupyter finds its own. */
    private static int freePort(String ip) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ip))) {
            return socket.getLocalPort();
        }
    }

    /** For this user's eyes alone, as the other one: the key is in it. */
    private static Path write(Path folder, Map<String, JsonElement> connection) throws IOException {
        Path file = Files.createTempFile(folder, "shmkit-kernel-", ".json");
        return Files.writeString(file, object(connection));
    }

    private static void send(ZMQ.Socket kernel, Map<String, JsonElement> connection) {
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
        kernel.sendMore(signature(parts, connection));
        parts.subList(0, parts.size() - 1).forEach(kernel::sendMore);
        kernel.send(content);
    }

    private static String object(Map<String, JsonElement> content) {
        return new JsonObject(content).toString();
    }

    /** An empty key stands for no signatures. */
    private static String signature(List<String> parts, Map<String, JsonElement> connection) {
        byte[] key = text(connection, "key").getBytes(StandardCharsets.UTF_8);
        if (key.length == 0) {
            return "";
        }
        // "hmac-sha256" is HmacSHA256 here.
        String[] scheme = text(connection, "signature_scheme").split("-", 2);
        String algorithm = "Hmac" + scheme[1].toUpperCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the kernel cannot sign with %s".formatted(algorithm), e);
        }
    }
}
