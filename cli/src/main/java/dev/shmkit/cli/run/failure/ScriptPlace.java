package dev.shmkit.cli.run.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the line in a script that is compiled as a file, or in what it imports. */
public final class ScriptPlace implements ThrownPlace {
    private static final Set<String> INITIALISERS = Set.of("<clinit>", "<init>");

    private final List<Path> scripts;

    /** For a script, the first, and what it imports. */
    public ScriptPlace(List<Path> scripts) {
        this.scripts = scripts;
    }

    /** The innermost line. */
    @Override
    public String of(Throwable... thrown) {
        return Stream.of(thrown)
                .flatMap(failure -> Stream.of(failure.getStackTrace()))
                .flatMap(frame -> scriptOf(frame).flatMap(script -> place(frame, script)).stream())
                .findFirst()
                .orElse(name(scripts.get(0)));
    }

    private Optional<Path> scriptOf(StackTraceElement frame) {
        String file = String.valueOf(frame.getFileName());
        return scripts.stream().filter(script -> name(script).equals(file)).findFirst();
    }

    private static String name(Path script) {
        return script.getFileName().toString();
    }

    private static Optional<String> place(StackTraceElement frame, Path script) {
        Optional<Integer> line = frame.getLineNumber() > 0
                ? Optional.of(frame.getLineNumber())
                : INITIALISERS.contains(frame.getMethodName()) ? declaration(frame, script) : Optional.empty();
        return line.map(number -> name(script) + ":" + number);
    }

    /** Kotlin's delegated properties are initialised in code without lines: where their object begins is near. */
    private static Optional<Integer> declaration(StackTraceElement frame, Path script) {
        String type = frame.getClassName().replaceFirst(".*[.$]", "");
        Pattern begin = Pattern.compile("\\s*(\\w+\\s+)*(object|class|interface)\\s+" + Pattern.quote(type) + "\\b.*");
        try {
            List<String> lines = Files.readAllLines(script);
            return IntStream.range(0, lines.size())
                    .filter(i -> begin.matcher(lines.get(i)).matches())
                    .mapToObj(i -> i + 1)
                    .findFirst();
        } catch (IOException e) {
            // It has gone since it was started.
            return Optional.empty();
        }
    }
}
