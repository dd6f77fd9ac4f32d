package dev.shmkit.cli.run;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/** Finds the lines of a script in JShell's exceptions, whose frames count the lines of each snippet: {@code #14:1}. */
final class SnippetLines {
    private final String script;

    /** The lines that snippets begin in, by what their frames have in the place of a file's name. */
    private final Map<String, Integer> begins = new HashMap<>();

    SnippetLines(String script) {
        this.script = script;
    }

    /** Remembers where a snippet begins; another of the same id updates it in its place. */
    void add(Snippet snippet, int line) {
        begins.putIfAbsent("#" + snippet.id(), line);
    }

    /** Makes the frames of an exception and of its causes name the script and its lines. */
    void place(JShellException thrown) {
        thrown.setStackTrace(Stream.of(thrown.getStackTrace()).map(this::placed).toArray(StackTraceElement[]::new));
        if (thrown.getCause() instanceof JShellException cause) {
            place(cause);
        }
    }

    private StackTraceElement placed(StackTraceElement frame) {
        @Nullable Integer begin = begins.get(String.valueOf(frame.getFileName()));
        return begin == null
                ? frame
                : new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), script, begin + frame.getLineNumber() - 1);
    }

    /** The line of the script that is innermost among the frames of an exception that was placed. */
    int lineOf(JShellException thrown, int otherwise) {
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> script.equals(frame.getFileName()))
                .map(StackTraceElement::getLineNumber)
                .findFirst()
                .orElse(otherwise);
    }
}
