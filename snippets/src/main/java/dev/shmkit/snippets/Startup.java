package dev.shmkit.snippets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The imports that every session begins with, by whomever: shmkit-dsl brings them along. */
public final class Startup {
    private static final String SCRIPT = "/dev/shmkit/dsl/startup.jsh";

    private Startup() {}

    /**
     * The snippets, a line each.
     *
     * @throws IOException when shmkit-dsl is not on the class path
     */
    public static String snippets() throws IOException {
        try (@Nullable InputStream resource = Startup.class.getResourceAsStream(SCRIPT)) {
            if (resource == null) {
                throw new IOException("shmkit-dsl has no " + SCRIPT);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
