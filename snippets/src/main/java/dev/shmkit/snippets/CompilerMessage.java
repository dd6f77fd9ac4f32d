package dev.shmkit.snippets;

import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.Diag;

/** What javac says about a snippet, on one line. */
public final class CompilerMessage {
    private CompilerMessage() {}

    public static String of(Diag error) {
        return onOneLine(error.getMessage(Locale.ROOT));
    }

    /**
     * javac adds lines that say where; the wrapper class it means there is JShell's own. Where no overload suits, it lists all of them:
     * what was looked for says more than that.
     */
    static String onOneLine(String message) {
        return message.lines()
                .limit(message.startsWith("no suitable ") ? 1 : Long.MAX_VALUE)
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.startsWith("location:"))
                .collect(Collectors.joining("; "));
    }
}
