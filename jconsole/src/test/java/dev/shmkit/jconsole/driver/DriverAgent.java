package dev.shmkit.jconsole.driver;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes any program with windows obey {@link Commands}: the entry of a {@code -javaagent}. */
public final class DriverAgent {
    private DriverAgent() {}

    /** Called by the JVM before the program's main. */
    public static void premain(String options) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Commands.serve();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "driver");
        thread.setDaemon(true);
        thread.start();
    }
}
