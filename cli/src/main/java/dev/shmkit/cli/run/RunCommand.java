package dev.shmkit.cli.run;

import dev.shmkit.cli.run.failure.ScriptFailedException;
import dev.shmkit.cli.run.failure.ThreadFailures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at a script's name, and hands it to what can run it. */
@Command(
        name = "run",
        description = "Run a script with the imports done; fails when the script does.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "A .jsh, .java, .kts or .main.kts script, or - for JShell from standard input.")
    private String file = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "What the script finds in args.")
    private List<String> args = List.of();

    /** Made by picocli. */
    public RunCommand() {}

    @Override
    public Integer call() throws Exception {
        if (file.equals("-")) {
            return runJShell("stdin", System.in.readAllBytes());
        }
        if (file.endsWith(".jsh")) {
            return runJShell(file, Files.readAllBytes(existing()));
        }
        if (file.endsWith(".java")) {
            return runJava();
        }
        if (file.endsWith(".kts")) {
            return runKotlin();
        }
        throw new IllegalArgumentException(
                "cannot run %s: a script's name ends with .jsh, .java, .kts or .main.kts".formatted(file));
    }

    private int runJava() throws Exception {
        JavaProgram program = JavaProgram.compile(existing());
        ThreadFailures failures = ThreadFailures.handle(program.place(), this::report);
        program.run(args);
        awaitOtherThreads();
        return failures.status(0);
    }

    private int runKotlin() throws Exception {
        KotlinScript script = KotlinScript.compile(existing());
        ThreadFailures failures = ThreadFailures.handle(script.place(), this::report);
        script.run(args);
        awaitOtherThreads();
        return failures.status(0);
    }

    /** One that ends itself by {@code /exit} ends its threads, too. */
    private int runJShell(String name, byte[] bytes) throws Exception {
        String source = ScriptSource.decode(name, bytes);
        try (JShellScript script = new JShellScript(name, args)) {
            ThreadFailures failures = ThreadFailures.handle(script.place(), this::report);
            OptionalInt exit = script.run(source);
            if (exit.isEmpty()) {
                awaitOtherThreads();
            }
            return failures.status(exit.orElse(0));
        }
    }

    /** As failures are reported that end the command. */
    private void report(ScriptFailedException failure) {
        CommandLine command = spec.commandLine();
        try {
            command.getExecutionExceptionHandler().handleExecutionException(failure, command, command.getParseResult());
        } catch (Exception e) {
            throw new IllegalStateException("a failure could not be reported", e);
        }
    }

    private Path existing() {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            String problem = Files.exists(path) ? "it is not a file" : "there is no such file";
            throw new IllegalArgumentException("cannot run %s: %s".formatted(file, problem));
        }
        return path;
    }

    /**
     * As java does: the end of main is not the end of a program that has started threads, nor is the end of those when they
     * have started others.
     */
    private static void awaitOtherThreads() throws InterruptedException {
        for (Optional<Thread> other = anotherThread(); other.isPresent(); other = anotherThread()) {
            other.get().join();
        }
    }

    private static Optional<Thread> anotherThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread != Thread.currentThread())
                .findAny();
    }
}
