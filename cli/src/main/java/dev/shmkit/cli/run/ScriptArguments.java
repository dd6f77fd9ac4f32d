package dev.shmkit.cli.run;

import java.util.List;

/**
 * What a JShell script finds in {@code args}, which it takes from here: written into the text of a snippet, many or long ones
 * would be more than a class can hold. One script is run in a JVM. Public because snippets are of another package.
 */
public final class ScriptArguments {
    static final String DECLARATION = "String[] args = dev.shmkit.cli.run.ScriptArguments.get();";

    private static List<String> arguments = List.of();

    private ScriptArguments() {}

    static void set(List<String> args) {
        arguments = List.copyOf(args);
    }

    /**
     * Gives the arguments of the script.
     *
     * @return an array of the caller's own
     */
    public static String[] get() {
        return arguments.toArray(String[]::new);
    }
}
