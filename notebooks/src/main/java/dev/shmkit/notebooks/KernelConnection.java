package dev.shmkit.notebooks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kotlinx.serialization.json.Json;
import kotlinx.serialization.json.JsonElement;
import kotlinx.serialization.json.JsonElementKt;
import kotlinx.serialization.json.JsonObject;

/**
 * Where a Jupyter client wants to reach a kernel, and the key that both sign with: the connection file of "Jupyter Kernels". The
 * library for JSON is the Kotlin kernel's own, which it needs to have loaded anyway.
 */
final class KernelConnection {
    private final Map<String, JsonElement> content;

    private KernelConnection(Map<String, JsonElement> content) {
        this.content = content;
    }

    static KernelConnection read(Path file) throws IOException {
        return new KernelConnection(new LinkedHashMap<>(parsed(Files.readString(file))));
    }

    static Map<String, JsonElement> parsed(String json) {
        return (JsonObject) Json.Default.parseToJsonElement(json);
    }

    /** An entry that is a text or a number; empty when there is none. */
    static String text(Map<String, JsonElement> content, String name) {
        return JsonElementKt.getJsonPrimitive(content.getOrDefault(name, JsonElementKt.JsonPrimitive("")))
                .getContent();
    }

    private String text(String name) {
        return text(content, name);
    }

    boolean tcp() {
        return text("transport").equals("tcp");
    }

    /** As ZeroMQ writes it, of a port such as {@code shell_port}. */
    String address(String port) {
        return "tcp://%s:%s".formatted(text("ip"), text(port));
    }

    /** Puts another port in one's place. A kernel finds it free, as Jupyter believes of those that it chooses. */
    void choosePort(String port) throws IOException {
        JsonElement free;
        do {
            try (ServerSocket socket = new ServerSocket(0)) {
                free = JsonElementKt.JsonPrimitive(socket.getLocalPort());
            }
        } while (content.containsValue(free));
        content.put(port, free);
    }

    /** Into a file that is for this user's eyes alone, as the client's is: the key is in it. */
    Path write(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "shmkit-kernel-", ".json");
        file.toFile().deleteOnExit();
        return Files.writeString(file, new JsonObject(content).toString());
    }

    /** Of a message's parts. Without a key or a scheme nobody signs. */
    String signature(List<String> parts) {
        byte[] key = text("key").getBytes(StandardCharsets.UTF_8);
        String scheme = text("signature_scheme");
        if (key.length == 0 || scheme.isEmpty()) {
            return "";
        }
        // "hmac-sha256" is HmacSHA256 here.
        String algorithm = "Hmac" + scheme.replaceFirst("^hmac-", "").toUpperCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no messages can be signed with " + scheme, e);
        }
    }
}
