package dev.shmkit.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.jspecify.annotations.Nullable;

/** Evaluates cells with JShell: snippet after snippet, up to the first that fails. */
final class Cells implements AutoCloseable {
    private final CellExecution execution = new CellExecution();
    private final JShell shell =
            JShell.builder().executionEngine(execution, Map.of()).build();

    Cells() {
        shell.addToClasspath(System.getProperty("java.class.path"));
    }

    SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    /**
     * Evaluates a cell.
     *
     * @return the value of the expression at its end, or null when there is none
     */
    @Nullable
    Object evaluate(String cell) {
        @Nullable Object value = null;
        String rest = cell;
        while (!rest.isBlank()) {
            CompletionInfo next = analysis().analyzeCompletion(rest);
            switch (next.completeness()) {
                case EMPTY -> {
                    return value;
                }
                case DEFINITELY_INCOMPLETE ->
                    throw new CellFailedException(List.of("error: this statement does not end"));
                case CONSIDERED_INCOMPLETE, UNKNOWN -> {
                    value = evaluateSnippet(rest);
                    rest = "";
                }
                default -> {
                    value = evaluateSnippet(next.source());
                    rest = next.remaining();
                }
            }
        }
        return value;
    }

    private @Nullable Object evaluateSnippet(String source) {
        @Nullable Object value = null;
        for (SnippetEvent event : shell.eval(source)) {
            // Others are updates of earlier snippets that this one completes.
            if (event.causeSnippet() == null) {
                check(event);
                @Nullable Object result = execution.takeValue();
                value = hasValue(event.snippet()) ? result : null;
            }
        }
        return value;
    }

    private static boolean hasValue(Snippet snippet) {
        return snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                || (snippet instanceof ExpressionSnippet && snippet.subKind() != SubKind.ASSIGNMENT_SUBKIND);
    }

    private void check(SnippetEvent event) {
        @Nullable JShellException thrown = event.exception();
        if (thrown != null) {
            throw new CellFailedException(describe(thrown));
        }
        if (event.status() == Status.REJECTED) {
            throw new CellFailedException(describe(event.snippet()));
        }
        if (event.status() == Status.RECOVERABLE_NOT_DEFINED) {
            String missing = shell.unresolvedDependencies((DeclarationSnippet) event.snippet())
                    .collect(Collectors.joining(", "));
            throw new CellFailedException(List.of("error: cannot find " + missing));
        }
    }

    /** The line that is wrong, marks under the place, and what the compiler says. */
    private List<String> describe(Snippet snippet) {
        Diag error =
                shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElseThrow();
        String source = snippet.source();
        int start = (int) Math.min(Math.max(0, error.getStartPosition()), source.length());
        int end = (int) Math.min(Math.max(start, error.getEndPosition()), source.length());
        int lineStart = source.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = source.indexOf('\n', start) < 0 ? source.length() : source.indexOf('\n', start);
        List<String> lines = new ArrayList<>();
        lines.add(source.substring(lineStart, lineEnd));
        lines.add(" ".repeat(start - lineStart) + "^".repeat(Math.max(1, Math.min(end, lineEnd) - start)));
        lines.add("error: "
                + error.getMessage(Locale.ROOT)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.startsWith("location:"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .collect(Collectors.joining("; ")));
        return lines;
    }

    /** The exception and where in the notebook it comes from; JShell's and the kernel's own frames say nothing. */
    private static List<String> describe(JShellException thrown) {
        List<String> lines = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!String.valueOf(frame.getMethodName()).startsWith("do_it$")) {
                lines.add("    at " + frame);
            }
        }
        String type = thrown instanceof EvalException eval
                ? eval.getExceptionClassName()
                : thrown.getClass().getSimpleName();
        lines.add(0, type + ": " + thrown.getMessage());
        lines.add(lines.get(0));
        return lines.size() == 2 ? lines.subList(0, 1) : lines;
    }

    @Override
    public void close() {
        shell.close();
    }
}
