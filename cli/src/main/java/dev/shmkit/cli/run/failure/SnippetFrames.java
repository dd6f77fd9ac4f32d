package dev.shmkit.cli.run.failure;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/**
 * Does for exceptions in threads what JShell does for those that a snippet throws: the frames of the former name the class that
 * JShell puts around a snippet, and count the lines of that. Can be asked from any thread.
 */
final class SnippetFrames {
    /** Letters behind it count the times that JShell has replaced the class; classes may be nested in it. */
    private static final Pattern AROUND = Pattern.compile("REPL\\.\\$JShell\\$\\d+");

    private static final String FILE = "$JShell$";

    private final SourceCodeAnalysis analysis;
    private final Map<String, Snippet> snippets = new ConcurrentHashMap<>();

    SnippetFrames(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    void add(Snippet snippet) {
        snippets.putIfAbsent(snippet.id(), snippet);
    }

    /** A frame with the snippet's id for a file, {@code #14}, and its line; other frames as they are. */
    StackTraceElement translated(StackTraceElement frame) {
        return String.valueOf(frame.getFileName()).startsWith(FILE)
                ? around(frame.getClassName())
                        .flatMap(this::snippet)
                        .map(snippet -> new StackTraceElement(
                                frame.getClassName(), frame.getMethodName(), "#" + snippet.id(), line(snippet, frame)))
                        .orElse(frame)
                : frame;
    }

    private static Optional<String> around(String type) {
        Matcher around = AROUND.matcher(type);
        return around.lookingAt() ? Optional.of(around.group()) : Optional.empty();
    }

    private Optional<Snippet> snippet(String around) {
        return snippets.values().stream()
                .filter(snippet ->
                        around(analysis.wrapper(snippet).fullClassName()).equals(Optional.of(around)))
                .findFirst();
    }

    private int line(Snippet snippet, StackTraceElement frame) {
        SnippetWrapper wrapper = analysis.wrapper(snippet);
        int position = wrapper.wrappedToSourcePosition(beginOfCode(wrapper.wrapped(), frame.getLineNumber()));
        String source = snippet.source();
        return 1
                + (int) source.substring(0, Math.min(position, source.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static int beginOfCode(String text, int line) {
        int begin = 0;
        for (int i = 1; i < line; i++) {
            begin = text.indexOf('\n', begin) + 1;
        }
        while (begin < text.length() && text.charAt(begin) == ' ') {
            begin++;
        }
        return begin;
    }
}
