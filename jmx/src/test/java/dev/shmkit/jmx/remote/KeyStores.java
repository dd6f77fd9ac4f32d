package dev.shmkit.jmx.remote;

import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A key store of a server with a certificate for one address, made with the JDK's keytool. Clients trust it as it is. */
record KeyStores(Path file, Path passwordFile) {
    private static final String PASSWORD = "changeit";

    static KeyStores make(Path directory, String address) throws IOException {
        Path store = directory.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String command = keytool + " -genkeypair -alias shmkit -keyalg EC -dname CN=localhost -ext san=ip:" + address
                + " -storetype PKCS12 -keystore " + store + " -storepass " + PASSWORD;
        try (RunningChild making = RunningChild.start(List.of(command.split(" ", -1)))) {
            making.awaitExit().requireSuccess();
        }
        return new KeyStores(store, Users.secret(directory.resolve("store-password"), List.of(PASSWORD)));
    }

    /** What makes a client's JVM trust this server. */
    String[] trust() {
        return new String[] {"-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD};
    }
}
