package dev.shmkit.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks at a script's name, and hands it to what can run it. */
@Command(
        name = "run",
        description = "Run a script with the imports done; fails when the script does.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
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
            JavaProgram.compile(existing()).run(args);
        } else if (file.endsWith(".kts")) {
            KotlinScript.compile(existing()).run(args);
        } else {
            throw new IllegalArgumentException(
                    "cannot run %s: a script's name ends with .jsh, .java, .kts or .main.kts".formatted(file));
        }
        awaitOtherThreads();
        return 0;
    }

    private int runJShell(String name, byte[] bytes) throws IOException, ScriptFailedException {
        String source = ScriptSource.decode(name, bytes);
        try (JShellScript script = new JShellScript(name, args)) {
            return script.run(source);
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
