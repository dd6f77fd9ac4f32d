package dev.shmkit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Run a JShell script with the imports done; fails when the script does.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A .jsh script, or - for standard input.")
    private String file = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "What the script finds in its variable args.")
    private List<String> args = List.of();

    RunCommand() {}

    @Override
    public Integer call() throws Exception {
        String source = source();
        try (JShellScript script = new JShellScript(file.equals("-") ? "stdin" : file, args)) {
            return script.run(source);
        } catch (ScriptFailedException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(e.getMessage());
            err.flush();
            throw new AlreadyReportedException(String.valueOf(e.getMessage()));
        }
    }

    private String source() throws IOException {
        if (file.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!file.endsWith(".jsh")) {
            throw new IllegalArgumentException("cannot run %s: only JShell scripts (.jsh) can be run".formatted(file));
        }
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("cannot run %s: there is no such file".formatted(file), e);
        }
    }
}
