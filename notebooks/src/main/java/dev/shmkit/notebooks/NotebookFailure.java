package dev.shmkit.notebooks;

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
            "^(?:CellFailedException|org\\.jetbrains\\.kotlinx\\.jupyter\\.exceptions\\.\\w+): ?(.*)$",
            Pattern.MULTILINE);
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
     */
    static NotebookFailure of(Path notebook, String log) {
        String plain = COLOUR.matcher(log).replaceAll("").strip();
        return new NotebookFailure("%s failed%s: %s".formatted(notebook, cell(notebook, plain), problem(plain)), plain);
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

    private static String problem(String log) {
        Matcher words = KERNELS_WORDS.matcher(log);
        if (words.find()) {
            String said = words.group(1).strip();
            return said.isEmpty() || said.startsWith("Could not initialize class ")
                    ? initialiser(log).orElse(said)
                    : said;
        }
        String last = log.substring(log.lastIndexOf('\n') + 1);
        return PYTHON_CLASS.matcher(last).replaceFirst("");
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
