package dev.shmkit.notebooks.command;

import dev.shmkit.notebooks.InitialiserFailures;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A notebook that did not run to its end. The message is one line of what nbconvert wrote: which cell, and what it says. */
final class NotebookFailure extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** nbconvert repeats the cell, and then comes what the kernel answered. */
    private static final Pattern CELL = Pattern.compile("^-{18}\n(.*?)\n-{18}$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern KERNELS_WORDS = Pattern.compile(
            "^(?:CellFailedException|org\\.jetbrains\\.kotlinx\\.jupyter\\.exceptions\\.(\\w+)): ?(.*)$",
            Pattern.MULTILINE);

    /** How the Kotlin kernel's answer calls whatever a cell throws. */
    private static final String THROWN_IN_KOTLIN = "ReplEvalRuntimeException";

    /** What it writes into the cell then: the message, and the stack trace, which begins with the type and the message. */
    private static final Pattern STACK_TRACE =
            Pattern.compile("^(.*?)\n(?:[\\w$]+[.$])*(\\w+)(?:: \\1)?\n\tat ", Pattern.MULTILINE | Pattern.DOTALL);

    /** Where the Kotlin compiler sees an error, in pieces of code that it numbers otherwise than a notebook its cells. */
    private static final Pattern COMPILED =
            Pattern.compile("^Line_\\d+\\.jupyter\\.kts \\((\\d+):(\\d+)(?: - [\\d:]+)?\\) ");

    private static final Pattern INITIALISER = Pattern.compile(InitialiserFailures.TOLD + ".*$", Pattern.MULTILINE);
    private static final Pattern PYTHON_CLASS = Pattern.compile("^(?:\\w+\\.)+\\w+: ");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private final String log;

    private NotebookFailure(String message, String log) {
        super(message);
        this.log = log;
    }

    /**
     * Explains a failure.
     *
     * @param notebook what failed
     * @param log all that nbconvert wrote
     * @param errors what the kernel wrote into the cell, as far as it is known
     */
    static NotebookFailure of(Path notebook, String log, String errors) {
        String plain = COLOUR.matcher(log).replaceAll("").strip();
        return new NotebookFailure(
                "%s failed%s: %s".formatted(notebook, cell(notebook, plain), problem(plain, errors)), plain);
    }

    /** One that takes too long. */
    static NotebookFailure late(Path notebook, int seconds, String log) {
        return new NotebookFailure(
                "%s took more than %d s; give it more with --timeout".formatted(notebook, seconds), log);
    }

    private static String cell(Path notebook, String log) {
        Matcher found = CELL.matcher(log);
        if (!found.find()) {
            return "";
        }
        String code = found.group(1).strip();
        List<String> cells = NotebookFile.read(notebook).code();
        return IntStream.range(0, cells.size())
                .filter(i -> cells.get(i).strip().equals(code))
                .mapToObj(i -> "code cell " + (i + 1))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" or "), numbers -> numbers.isEmpty() ? "" : " in " + numbers));
    }

    private static String problem(String log, String errors) {
        Matcher words = KERNELS_WORDS.matcher(log);
        if (words.find()) {
            String said = COMPILED.matcher(words.group(2).strip()).replaceFirst("line $1, column $2: ");
            String typed = THROWN_IN_KOTLIN.equals(words.group(1)) ? withType(said, errors) : said;
            return said.isEmpty() || said.startsWith("Could not initialize class ")
                    ? initialiser(log).orElse(typed)
                    : typed;
        }
        String last = log.substring(log.lastIndexOf('\n') + 1);
        return PYTHON_CLASS.matcher(last).replaceFirst("");
    }

    private static String withType(String said, String errors) {
        Matcher trace = STACK_TRACE.matcher(errors);
        if (!trace.find()) {
            return said;
        }
        return said.isEmpty() ? trace.group(2) : trace.group(2) + ": " + said;
    }

    /** What the Kotlin kernel does not say itself: see {@link InitialiserFailures}. The last is the one that ended it all. */
    private static Optional<String> initialiser(String log) {
        return INITIALISER.matcher(log).results().map(MatchResult::group).reduce((earlier, later) -> later);
    }

    /** Everything that nbconvert wrote. */
    String log() {
        return log;
    }
}
