package dev.shmkit.jmx.agent;

import dev.shmkit.jmx.HostRegistration;
import dev.shmkit.jmx.remote.RemoteConnector;
import dev.shmkit.jmx.remote.RemoteOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The entry of {@code -javaagent:shmkit-jmx.jar=port=7091} and of an agent that is loaded into a running JVM. Registers the Host
 * bean and, when there are options, opens a connector: see {@link RemoteOptions#parse} for the words.
 *
 * <p>Never harms the application: what fails is one line on standard error, and in the system property {@value #RESULT}.
 */
public final class Agent {
    /** Where the agent says how it went: {@code ok}, the connector's URL, or {@code failed: } and why. */
    public static final String RESULT = "dev.shmkit.jmx.agent";

    /** How {@link #RESULT} begins when the agent failed. */
    public static final String FAILED = "failed: ";

    private static @Nullable RemoteConnector connector;

    private Agent() {}

    /**
     * Called by the JVM before the application's main.
     *
     * @param options what stands behind the jar's name, possibly nothing
     */
    public static void premain(@Nullable String options) {
        start(options);
    }

    /**
     * Called by the JVM when the agent is loaded into it.
     *
     * @param options what the loading program says, possibly nothing
     */
    public static void agentmain(@Nullable String options) {
        start(options);
    }

    private static synchronized void start(@Nullable String options) {
        String result;
        try {
            HostRegistration.get().register();
            result = options == null || options.isBlank() ? "ok" : open(options);
        } catch (IOException | RuntimeException | LinkageError e) {
            String why = why(e);
            result = FAILED + why;
            System.err.println("shmkit agent: no connector was opened: " + why);
        }
        System.setProperty(RESULT, result);
    }

    /** On one line. Other exceptions than these two were not written for whoever reads it: their names tell more. */
    private static String why(Throwable failure) {
        String text = failure instanceof IllegalArgumentException || failure instanceof IOException
                ? String.valueOf(failure.getMessage())
                : failure.toString();
        String next = failure instanceof NoClassDefFoundError
                ? "; load shmkit's jar whose name ends in -agent.jar, which has all classes"
                : "";
        return text.replaceAll("\\R", " ") + next;
    }

    private static String open(String options) throws IOException {
        RemoteOptions wanted = RemoteOptions.parse(options);
        @Nullable RemoteConnector open = connector;
        if (open != null) {
            throw new IllegalArgumentException("this JVM has a connector already: " + open.url());
        }
        RemoteConnector opened = RemoteConnector.open(wanted);
        connector = opened;
        ApplicationEnd.closes(opened);
        return opened.url().toString();
    }
}
