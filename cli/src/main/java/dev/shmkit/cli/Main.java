package dev.shmkit.cli;

import dev.shmkit.cli.demo.DemoCommand;
import dev.shmkit.cli.doctor.DoctorCommand;
import dev.shmkit.cli.monitor.AgentCommand;
import dev.shmkit.cli.monitor.MonitorCommand;
import dev.shmkit.cli.run.RunCommand;
import dev.shmkit.cli.run.ScriptFailedException;
import dev.shmkit.cli.top.TopCommand;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Entry point. Exit status: 0 done, 1 failed with one line on stderr, 2 wrong usage. */
@Command(
        name = "shm",
        description = "Shared memory regions with a lock inside: make, see and script them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            LsCommand.class,
            ShowCommand.class,
            DumpCommand.class,
            RmCommand.class,
            RecoverCommand.class,
            TopCommand.class,
            DoctorCommand.class,
            MonitorCommand.class,
            AgentCommand.class,
            JConsoleCommand.class,
            RunCommand.class
        },
        footer = {
            "",
            "The launcher ./shm also knows:",
            "  jshell [FILE...]  A JShell prompt with the imports done",
            "  notebook          Run Jupyter notebooks; see ./shm notebook --help",
            "  classpath         Print the class path for java, javac, jshell or kotlinc"
        })
public final class Main implements Runnable {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"--debug", "--stacktrace"},
            description = "Show where a failure comes from.",
            scope = ScopeType.INHERIT)
    private boolean debug;

    private Main() {}

    /**
     * Runs a command and ends the JVM with its exit status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        int status = commandLine().execute(args);
        System.out.flush();
        System.exit(status);
    }

    static CommandLine commandLine() {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> main.report(failure, command))
                .setParameterExceptionHandler(Main::reportUsage);
        // What follows a script's name is the script's.
        Objects.requireNonNull(commandLine.getSubcommands().get("run")).setStopAtPositional(true);
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        // A script's failure begins with the script's name instead of ours.
        err.println((failure instanceof ScriptFailedException ? "" : "shm: ") + oneLine(failure));
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getName()
                : message.replaceAll("\\s*\\R\\s*", " ").strip();
    }

    private static int reportUsage(ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        err.println("shm: %s; see '%s --help'".formatted(oneLine(wrong), name));
        err.flush();
        return WRONG_USAGE;
    }
}
