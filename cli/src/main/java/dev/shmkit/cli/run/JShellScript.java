package dev.shmkit.cli.run;

import dev.shmkit.cli.run.failure.ScriptFailedException;
import dev.shmkit.cli.run.failure.SnippetLines;
import dev.shmkit.cli.run.failure.ThrownLine;
import dev.shmkit.cli.run.failure.ThrownPlace;
import dev.shmkit.snippets.CompilerMessage;
import dev.shmkit.snippets.ImportText;
import dev.shmkit.snippets.InitialiserFailure;
import dev.shmkit.snippets.MissingDefinitions;
import dev.shmkit.snippets.SameThreadExecution;
import dev.shmkit.snippets.Startup;
import dev.shmkit.snippets.WarmUp;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a JShell script in this JVM, every snippet on the calling thread: a lock taken by one line can be released by the
 * next. Stops at the first snippet that fails, which JShell itself does not.
 */
final class JShellScript implements AutoCloseable {
    private static final Pattern EXIT = Pattern.compile("/exit(?:\\s+(.*))?");
    private static final Set<String> WHOLE_NUMBERS = Set.of("int", "Integer", "short", "Short", "byte", "Byte");

    /** As the compiler counts lines: a form feed is none. */
    private static final String LINE_BREAK = "\r\n|\r|\n";

    private static final String FURTHER_UP = "; define it further up";
    private static final String BEGINS_WITH_DOT = "; a line cannot begin with the dot, end the line before with it";

    private final String name;
    private final JShell shell;
    private final MissingDefinitions missing;
    /** Declarations that use what was not defined yet, with their lines. */
    private final Map<DeclarationSnippet, Integer> unresolved = new LinkedHashMap<>();

    private final SnippetLines lines;

    private String script = "";
    private int line = 1;

    JShellScript(String name, List<String> args) throws IOException, ScriptFailedException {
        WarmUp.start();
        this.name = name;
        this.shell = JShell.builder()
                .executionEngine(new Execution(), Map.of())
                .out(System.out)
                .err(System.err)
                .build();
        this.lines = new SnippetLines(name, shell.sourceCodeAnalysis());
        this.missing = new MissingDefinitions(shell);
        shell.addToClasspath(System.getProperty("java.class.path"));
        evaluate(Startup.snippets(), true);
        ScriptArguments.set(args);
        evaluate(ScriptArguments.DECLARATION, true);
    }

    /** Finds the script's lines in exceptions of its threads. */
    ThrownPlace place() {
        return lines;
    }

    /**
     * Runs a script.
     *
     * @return the exit status that {@code /exit} asks for; empty when the script came to its end without
     */
    OptionalInt run(String source) throws ScriptFailedException {
        String pending = "";
        line = 1;
        script = source;
        for (String next : source.split(LINE_BREAK, -1)) {
            if (pending.isEmpty() && isCommand(next.strip())) {
                return OptionalInt.of(exitStatus(next.strip()));
            }
            pending = evaluate(pending + next + "\n", false);
        }
        evaluate(pending, true);
        refuseUnresolved();
        return OptionalInt.empty();
    }

    private static boolean isCommand(String text) {
        return text.startsWith("/") && !text.startsWith("//") && !text.startsWith("/*");
    }

    private int exitStatus(String command) throws ScriptFailedException {
        Matcher exit = EXIT.matcher(command);
        if (!exit.matches()) {
            throw failure("the JShell command %s is not known here; only /exit is".formatted(command));
        }
        @Nullable String expression = exit.group(1);
        if (expression == null) {
            return 0;
        }
        List<SnippetEvent> events = shell.eval(expression);
        for (SnippetEvent event : events) {
            check(event, expression);
        }
        String value = events.isEmpty() ? "null" : String.valueOf(events.get(0).value());
        if (value.equals("null") || !WHOLE_NUMBERS.contains(type(events.get(0).snippet()))) {
            throw failure("error: /exit takes an int, which this is not: " + expression);
        }
        return Integer.parseInt(value) & 0xff;
    }

    /** The type of an expression; a snippet of another kind has none. */
    private static String type(Snippet snippet) {
        if (snippet instanceof VarSnippet kept && kept.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            return kept.typeName();
        }
        return snippet instanceof ExpressionSnippet expression ? expression.typeName() : "";
    }

    /**
     * Evaluates the snippets that are complete.
     *
     * @param atEnd whether nothing follows that could complete the last one
     * @return what needs another line to be complete
     */
    private String evaluate(String source, boolean atEnd) throws ScriptFailedException {
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            switch (info.completeness()) {
                case EMPTY -> {
                    advanceOver(rest);
                    return "";
                }
                case DEFINITELY_INCOMPLETE -> {
                    if (atEnd) {
                        throw failure("error: this statement does not end");
                    }
                    return rest;
                }
                case CONSIDERED_INCOMPLETE -> {
                    if (!atEnd) {
                        return rest;
                    }
                    evaluateSnippet(rest);
                    return "";
                }
                default -> {
                    evaluateSnippet(info.source());
                    String remaining = info.remaining();
                    advanceOver(rest.substring(0, rest.length() - remaining.length()));
                    rest = remaining;
                }
            }
        }
        advanceOver(rest);
        return "";
    }

    private void evaluateSnippet(String source) throws ScriptFailedException {
        List<SnippetEvent> events;
        try {
            events = shell.eval(ImportText.onOneLine(source));
        } catch (InternalError e) {
            // Also when its compiler cannot read one of the jars.
            throw new ScriptFailedException("%s:%d: JShell failed: %s".formatted(name, line, e.getMessage()), e);
        }
        for (SnippetEvent event : events) {
            lines.add(event.snippet(), line);
            check(event, source);
        }
    }

    private void advanceOver(String text) {
        line += (int) text.chars().filter(c -> c == '\n').count();
    }

    private void check(SnippetEvent event, String source) throws ScriptFailedException {
        @Nullable JShellException thrown = event.exception();
        if (thrown != null) {
            lines.place(thrown);
            JShellException mistake = InitialiserFailure.cause(thrown);
            // A method that misses something is named anyway: of interest is who called it too early.
            int where = mistake instanceof UnresolvedReferenceException ? line : lines.lineOf(mistake, line);
            throw new ScriptFailedException("%s:%d: %s".formatted(name, where, describe(mistake)), thrown);
        }
        if (event.status() == Status.REJECTED) {
            throw rejection(event.snippet(), source);
        }
        if (event.snippet() instanceof DeclarationSnippet declaration
                && (event.status() == Status.RECOVERABLE_DEFINED || event.status() == Status.RECOVERABLE_NOT_DEFINED)) {
            unresolved.putIfAbsent(declaration, line);
            if (missing.blocks(declaration) && !isDefinedFurtherDown(missing.of(declaration))) {
                throw failure("error: cannot find " + listed(declaration));
            }
        }
    }

    private ScriptFailedException rejection(Snippet snippet, String evaluated) {
        // An import has lost its line breaks.
        String source = snippet.source().equals(ImportText.onOneLine(evaluated)) ? evaluated : snippet.source();
        Diag error =
                shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElseThrow();
        int start = (int) Math.max(0, error.getStartPosition());
        advanceOver(source.substring(0, start));
        return failure("error: "
                + missing.behind(error)
                        .map(behind -> behind + FURTHER_UP)
                        .orElseGet(() ->
                                CompilerMessage.of(error) + (source.startsWith(".", start) ? BEGINS_WITH_DOT : "")));
    }

    /** Classes are looked for in the text: a mistake in a name should not wait for the end of the script. */
    private boolean isDefinedFurtherDown(Set<String> names) {
        return names.stream()
                .allMatch(name -> name.startsWith("class ")
                        && Pattern.compile("\\b(class|interface|enum|record)\\s+"
                                        + Pattern.quote(name.substring("class ".length())) + "\\b")
                                .matcher(script)
                                .find());
    }

    /** What a declaration uses may be defined further down, but not nowhere. */
    private void refuseUnresolved() throws ScriptFailedException {
        for (Map.Entry<DeclarationSnippet, Integer> entry : unresolved.entrySet()) {
            Status status = shell.status(entry.getKey());
            if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
                line = entry.getValue();
                throw failure("error: cannot find " + listed(entry.getKey()));
            }
        }
    }

    private String listed(DeclarationSnippet declaration) {
        return String.join(", ", missing.of(declaration));
    }

    private String describe(JShellException thrown) {
        if (thrown instanceof UnresolvedReferenceException unready) {
            DeclarationSnippet called = unready.getSnippet();
            return "error: cannot find %s, which %s uses".formatted(listed(called), called.name()) + FURTHER_UP;
        }
        return ThrownLine.of(thrown);
    }

    private ScriptFailedException failure(String problem) {
        return new ScriptFailedException("%s:%d: %s".formatted(name, line, problem));
    }

    @Override
    public void close() {
        shell.close();
    }

    /** Notes snippets before they run: a thread that one starts may fail before it has ended. */
    private final class Execution extends SameThreadExecution {
        @Override
        public String invoke(String type, String method)
                throws RunException, EngineTerminationException, InternalException {
            shell.snippets().forEach(snippet -> lines.add(snippet, line));
            return super.invoke(type, method);
        }
    }
}
