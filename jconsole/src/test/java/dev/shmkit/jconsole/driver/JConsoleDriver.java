package dev.shmkit.jconsole.driver;

/**
 * Runs JConsole in this JVM and obeys {@link Commands}. Needs a display and
 * {@code --add-exports jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED}, and no class of shmkit but those of the plugin.
 */
public final class JConsoleDriver {
    private JConsoleDriver() {}

    /** The arguments are JConsole's. */
    public static void main(String[] args) throws Exception {
        Class.forName("sun.tools.jconsole.JConsole")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
        Commands.serve();
        System.exit(0);
    }
}
