package dev.shmkit.notebooks.command;

import dev.shmkit.internal.text.Counted;
import dev.shmkit.internal.text.OneLine;
import dev.shmkit.internal.text.ShmkitVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shm notebook}. Exit status: 0 done, 1 failed with a message on stderr, 2 wrong usage. */
@Command(
        name = "shm notebook",
        description = "Execute Jupyter notebooks in place, and write each as HTML beside it.",
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "FILE.ipynb", description = "Notebooks to execute.")
    private List<Path> files = List.of();

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Write there, also what a failed one put out so far, and leave the notebooks as they are.")
    private @Nullable Path outputDirectory;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = NotebookRun.CELL_SECONDS,
            description =
                    "The most that a cell may take, ${DEFAULT-VALUE} unless told; a notebook may take five times that.")
    private int timeout;

    @Option(names = "--debug", description = "Show where a failure comes from.", scope = CommandLine.ScopeType.INHERIT)
    private boolean debug;

    private int executed;

    private Main() {}

    /**
     * Runs the command and ends the JVM with its exit status.
     *
     * @param args the command line, {@code notebook} included
     */
    public static void main(String[] args) {
        Main main = new Main();
        List<String> own = List.of(args).subList(Math.min(1, args.length), args.length);
        CommandLine commandLine = new CommandLine(main);
        Stream.concat(Stream.of(commandLine), commandLine.getSubcommands().values().stream())
                .forEach(each -> each.getCommandSpec().version(ShmkitVersion.text()));
        System.exit(commandLine
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> main.report(failure, command.getErr()))
                .setParameterExceptionHandler(Main::reportUsage)
                .execute(own.toArray(String[]::new)));
    }

    @Override
    public Integer call() throws Exception {
        if (files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "a notebook is missing");
        }
        if (timeout < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout takes a number of seconds from 1 on");
        }
        // What can be wrong with a later one is said before an earlier one takes its time.
        List<NotebookRun> runs =
                files.stream().map(file -> NotebookRun.of(file, timeout)).toList();
        for (NotebookRun run : runs) {
            run.run(outputDirectory, spec.commandLine().getOut()::println);
            executed++;
        }
        return 0;
    }

    @Command(
            name = "install",
            description = "Write the kernel specs shmkit-java and shmkit-kotlin for Jupyter to find.",
            mixinStandardHelpOptions = true)
    int install(
            @Option(
                            names = "--prefix",
                            paramLabel = "DIR",
                            description = "Into DIR/share/jupyter, not for this user only.")
                    @Nullable
                    Path prefix)
            throws Exception {
        Path data = prefix == null ? KernelSpecs.userData() : prefix.resolve("share/jupyter");
        // At first without the archive, if it is not there: it takes a while, and what cannot be written is told
        // before.
        KernelSpecs.of(data).install();
        Optional<KotlinArchive> archive = KotlinArchive.ofKernel();
        if (archive.isPresent()) {
            archive.get().make(spec.commandLine().getErr()::println);
        }
        KernelSpecs.of(data).install().forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private int report(Exception failure, PrintWriter err) {
        if (failure instanceof StoppedException) {
            return FAILED;
        }
        err.println("shm: " + OneLine.of(failure, "write to") + untried());
        if (debug && failure instanceof NotebookFailure notebook) {
            err.println(notebook.log());
        } else if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    /** After the one that failed. */
    private String untried() {
        int left = files.size() - executed - 1;
        return left <= 0 ? "" : "; not executed: " + Counted.of(left, "notebook");
    }

    private static int reportUsage(ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("shm: %s; see 'shm notebook --help'".formatted(OneLine.of(wrong, "write to")));
        err.flush();
        return WRONG_USAGE;
    }
}
