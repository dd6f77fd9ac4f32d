package dev.shmkit.snippets;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;

/** What declarations use that was not declared yet: JShell completes them when it is. */
public final class MissingDefinitions {
    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+\\w+ (\\w+)");

    private final JShell shell;

    /** Of a JShell. */
    public MissingDefinitions(JShell shell) {
        this.shell = shell;
    }

    /** True when a declaration cannot be used at all: it needs another one for its own form. */
    public boolean blocks(DeclarationSnippet declaration) {
        return shell.status(declaration) == Status.RECOVERABLE_NOT_DEFINED;
    }

    /**
     * What a declaration misses, such as {@code class Inner}. What is declared, but misses something itself, is not meant: what
     * that misses is.
     */
    public Set<String> of(DeclarationSnippet declaration) {
        Set<String> missing = new LinkedHashSet<>();
        collect(declaration, missing, new HashSet<>());
        return missing;
    }

    private void collect(DeclarationSnippet declaration, Set<String> missing, Set<DeclarationSnippet> seen) {
        if (seen.add(declaration)) {
            shell.unresolvedDependencies(declaration)
                    .forEach(name -> blocked()
                            .filter(other -> name.endsWith(" " + other.name()))
                            .findFirst()
                            .ifPresentOrElse(other -> collect(other, missing, seen), () -> missing.add(name)));
        }
    }

    private Stream<DeclarationSnippet> blocked() {
        return shell.snippets()
                .filter(DeclarationSnippet.class::isInstance)
                .map(DeclarationSnippet.class::cast)
                .filter(this::blocks);
    }

    /**
     * Finds out whether the compiler does not know something because that misses something itself.
     *
     * @return such as {@code cannot find class Inner, which Outer uses}
     */
    public Optional<String> behind(Diag error) {
        Matcher symbol = SYMBOL.matcher(error.getMessage(Locale.ROOT));
        return symbol.find()
                ? blocked()
                        .filter(declaration -> declaration.name().equals(symbol.group(1)))
                        .map(declaration -> "cannot find %s, which %s uses"
                                .formatted(String.join(", ", of(declaration)), declaration.name()))
                        .findFirst()
                : Optional.empty();
    }
}
