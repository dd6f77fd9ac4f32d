package dev.shmkit.cli.run.failure;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines of a script in exceptions. The frames of JShell's count the lines of each snippet, {@code #14:1}; other
 * threads' exceptions are what the JVM makes them. Can be asked from any thread.
 */
public final class SnippetLines implements ThrownPlace {
    private final String script;
    private final SnippetFrames frames;

    /** The lines that snippets begin in, by what their frames have in the place of a file's name. */
    private final Map<String, Integer> begins = new ConcurrentHashMap<>();

    /** For a script, of which nothing has run yet. */
    public SnippetLines(String script, SourceCodeAnalysis analysis) {
        this.script = script;
        this.frames = new SnippetFrames(analysis);
    }

    /** Remembers where a snippet begins; another of the same id updates it in its place. */
    public void add(Snippet snippet, int line) {
        begins.putIfAbsent("#" + snippet.id(), line);
        frames.add(snippet);
    }

    /** Makes the frames of an exception and of its causes name the script and its lines. */
    public void place(Throwable thrown) {
        for (Throwable each : Causes.of(thrown)) {
            each.setStackTrace(Stream.of(each.getStackTrace())
                    .map(frames::translated)
                    .map(this::placed)
                    .toArray(StackTraceElement[]::new));
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
    public int lineOf(JShellException thrown, int otherwise) {
        return lineOf(thrown).orElse(otherwise);
    }

    private Optional<Integer> lineOf(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> script.equals(frame.getFileName()))
                .map(StackTraceElement::getLineNumber)
                .findFirst();
    }

    /** Places the exceptions. */
    @Override
    public String of(Throwable... thrown) {
        Stream.of(thrown).forEach(this::place);
        return Stream.of(thrown)
                .flatMap(each -> lineOf(each).stream())
                .findFirst()
                .map(line -> script + ":" + line)
                .orElse(script);
    }
}
