package dev.shmkit.notebooks.cells;

import dev.shmkit.snippets.CompilerMessage;
import dev.shmkit.snippets.ImportText;
import dev.shmkit.snippets.InitialiserFailure;
import dev.shmkit.snippets.MissingDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;

/** Evaluates cells with JShell: snippet after snippet, up to the first that fails. */
public final class Cells implements AutoCloseable {
    private final CellExecution execution = new CellExecution();
    private final JShell shell =
            JShell.builder().executionEngine(execution, Map.of()).build();
    private final MissingDefinitions missing = new MissingDefinitions(shell);

    /** Declarations of this cell that use what was not defined before. */
    private final List<DeclarationSnippet> unready = new ArrayList<>();

    /** Begins with nothing declared; cells see what is on this JVM's class path. */
    public Cells() {
        shell.addToClasspath(System.getProperty("java.class.path"));
    }

    /** JShell's view of code that is not evaluated: where statements end, and what could follow. */
    public SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    /**
     * Evaluates a cell. What it declares may use what it declares further down; what only a later cell does fails until then.
     *
     * @return the value of the expression at its end, or null when there is none
     * @throws CellFailedException when it does not compile, or throws
     */
    public @Nullable Object evaluate(String cell) {
        unready.clear();
        @Nullable Object value = evaluateSnippets(cell);
        for (DeclarationSnippet declaration : unready) {
            if (missing.blocks(declaration)) {
                throw new CellFailedException(List.of(
                        cannotFind(declaration), "%s can be used once it is defined".formatted(declaration.name())));
            }
        }
        return value;
    }

    private @Nullable Object evaluateSnippets(String cell) {
        @Nullable Object value = null;
        String rest = cell;
        while (!rest.isBlank()) {
            CompletionInfo next = analysis().analyzeCompletion(rest);
            if (next.completeness() == Completeness.EMPTY) {
                return value;
            }
            String source = next.completeness().isComplete() ? next.source() : rest;
            List<SnippetEvent> events = shell.eval(ImportText.onOneLine(source));
            int end = endOfLineWithoutSemicolon(events, source);
            if (end > 0) {
                source = source.substring(0, end) + ";";
                events = shell.eval(ImportText.onOneLine(source));
            } else if (next.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
                throw new CellFailedException("error: this statement does not end");
            }
            value = valueOf(events, source, lineOf(cell, rest));
            rest = end > 0 ? rest.substring(end) : next.completeness().isComplete() ? next.remaining() : "";
        }
        return value;
    }

    /** Where the compiler wants a semicolon that the prompt would not want, if that is all that is wrong; or −1. */
    private int endOfLineWithoutSemicolon(List<SnippetEvent> events, String source) {
        return events.stream()
                .filter(event -> event.status() == Status.REJECTED)
                .flatMap(event -> shell.diagnostics(event.snippet()).filter(Diag::isError))
                .findFirst()
                .filter(error -> error.getCode().equals("compiler.err.expected")
                        && error.getMessage(Locale.ROOT).contains("';'"))
                .map(error -> (int) error.getStartPosition())
                .filter(at -> at > 0 && at < source.length() && source.charAt(at) == '\n')
                .orElse(-1);
    }

    /** The line that the rest of a cell begins in, from 1 on. */
    private static int lineOf(String cell, String rest) {
        return 1 + lineBreaks(cell, cell.length() - rest.length());
    }

    private static int lineBreaks(String text, int end) {
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    /** @param line where the source begins in its cell */
    private @Nullable Object valueOf(List<SnippetEvent> events, String source, int line) {
        @Nullable Object value = null;
        for (SnippetEvent event : events) {
            // Others are updates of earlier snippets that this one completes.
            if (event.causeSnippet() == null) {
                check(event, source, line);
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

    private void check(SnippetEvent event, String source, int line) {
        @Nullable JShellException thrown = event.exception();
        if (thrown != null) {
            throw new CellFailedException(describe(InitialiserFailure.cause(thrown)));
        }
        if (event.status() == Status.REJECTED) {
            throw new CellFailedException(describe(event.snippet(), source, line));
        }
        if (event.status() == Status.RECOVERABLE_NOT_DEFINED) {
            unready.add((DeclarationSnippet) event.snippet());
        }
    }

    private String cannotFind(DeclarationSnippet snippet) {
        return "error: cannot find " + String.join(", ", missing.of(snippet));
    }

    /** What the compiler says, the line that is wrong, and marks under the place. */
    private List<String> describe(Snippet snippet, String source, int first) {
        Diag error =
                shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElseThrow();
        int start = (int) Math.min(Math.max(0, error.getStartPosition()), source.length());
        int end = (int) Math.min(Math.max(start, error.getEndPosition()), source.length());
        int lineStart = source.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = source.indexOf('\n', start) < 0 ? source.length() : source.indexOf('\n', start);
        String message = missing.behind(error).orElseGet(() -> CompilerMessage.of(error));
        String marks = "^".repeat(Math.max(1, Math.min(end, lineEnd) - start));
        return List.of(
                "error in line %d: %s".formatted(first + lineBreaks(source, start), message),
                source.substring(lineStart, lineEnd),
                " ".repeat(start - lineStart) + marks);
    }

    /** The exception and where it comes from; a cell's own frame says nothing. */
    private List<String> describe(JShellException thrown) {
        if (thrown instanceof UnresolvedReferenceException unresolved) {
            return List.of(cannotFind(unresolved.getSnippet()));
        }
        String type = thrown instanceof EvalException eval
                ? eval.getExceptionClassName()
                : thrown.getClass().getSimpleName();
        @Nullable String message = thrown.getMessage();
        List<String> lines = new ArrayList<>(List.of(message == null ? type : type + ": " + message));
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!frame.getMethodName().startsWith("do_it$")) {
                lines.add("    at " + frame);
            }
        }
        return lines;
    }

    @Override
    public void close() {
        shell.close();
    }
}
