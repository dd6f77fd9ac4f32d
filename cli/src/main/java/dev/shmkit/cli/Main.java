package dev.shmkit.cli;

import dev.shmkit.cli.demo.DemoCommand;
import dev.shmkit.cli.doctor.DoctorCommand;
import dev.shmkit.cli.monitor.AgentCommand;
import dev.shmkit.cli.monitor.MonitorCommand;
import dev.shmkit.cli.top.TopCommand;
import java.io.PrintWriter;
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
            RunCommand.class
        },
        footer = {
            "",
            "The launcher ./shm also knows:",
            "  jshell [FILE...]  A JShell prompt with the imports done",
            "  classpath         Print the class path for java, javac, jshell or kotlinc"
        })
public final class Main implements Runnable {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--stacktrace", description = "Show where a failure comes from.", scope = ScopeType.INHERIT)
    private boolean stacktrace;

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
        return new CommandLine(main)
                .setStopAtPositional(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> main.report(failure, command))
                .setParameterExceptionHandler(Main::reportUsage);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (stacktrace) {
            failure.printStackTrace(err);
        } else if (!(failure instanceof AlreadyReportedException)) {
            err.println("shm: " + oneLine(failure));
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
