package dev.shmkit.cli;

import dev.shmkit.cli.demo.DemoCommand;
import dev.shmkit.cli.doctor.DoctorCommand;
import dev.shmkit.cli.monitor.AgentCommand;
import dev.shmkit.cli.monitor.MonitorCommand;
import dev.shmkit.cli.run.RunCommand;
import dev.shmkit.cli.run.failure.ScriptFailedException;
import dev.shmkit.cli.top.TopCommand;
import dev.shmkit.internal.text.OneLine;
import dev.shmkit.internal.text.Printable;
import dev.shmkit.internal.text.ShmkitVersion;
import dev.shmkit.internal.text.Spelling;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point. Exit status: 0 done, 1 failed with one line on stderr, 2 wrong usage. */
@Command(
        name = "shm",
        description = "Shared memory regions with a lock inside: make, see and script them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The launcher ./shm also knows:",
            "  jshell [FILE...]  A JShell prompt with the imports done",
            "  notebook          Run Jupyter notebooks; see ./shm notebook --help",
            "  classpath         Print the class path for java, javac, jshell or kotlinc"
        })
public final class Main implements Runnable {
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand.class);
        COMMANDS.put("ls", LsCommand.class);
        COMMANDS.put("show", ShowCommand.class);
        COMMANDS.put("dump", DumpCommand.class);
        COMMANDS.put("rm", RmCommand.class);
        COMMANDS.put("recover", RecoverCommand.class);
        COMMANDS.put("top", TopCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("monitor", MonitorCommand.class);
        COMMANDS.put("agent", AgentCommand.class);
        COMMANDS.put("jconsole", JConsoleCommand.class);
        COMMANDS.put("run", RunCommand.class);
    }

    private static final Path OUTPUT = Path.of("/proc/self/fd/1");
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
        int status = commandLine(args).execute(args);
        System.exit(System.out.checkError() ? reportLostOutput(status) : status);
    }

    /** A reader that has gone, as head does when it has seen enough, is no failure. */
    private static int reportLostOutput(int status) {
        try {
            String output = Files.readSymbolicLink(OUTPUT).toString();
            if (output.startsWith("pipe:") || output.startsWith("socket:")) {
                return status;
            }
        } catch (IOException e) {
            // It is closed, so nothing was written to it either.
        }
        System.err.println("shm: the output could not be written");
        return status == 0 ? FAILED : status;
    }

    /** Only the command that is asked for is set up, if one is: all of them together take as long as a short command's work. */
    static CommandLine commandLine(String... args) {
        @Nullable Object command = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (command == LsCommand.class) {
            command = new LsCommand().begin();
        }
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main);
        if (command == null) {
            COMMANDS.values().forEach(commandLine::addSubcommand);
        } else {
            commandLine.addSubcommand(command);
        }
        commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                // An argument that begins with @ is a script's, or a key's.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, failed, parsed) -> main.report(failure, failed))
                .setParameterExceptionHandler(Main::reportUsage);
        // They have the option by mixinStandardHelpOptions, but not what it prints.
        commandLine.getCommandSpec().version(ShmkitVersion.text());
        commandLine
                .getSubcommands()
                .values()
                .forEach(each -> each.getCommandSpec().version(ShmkitVersion.text()));
        @Nullable CommandLine run = commandLine.getSubcommands().get("run");
        if (run != null) {
            // What follows a script's name is the script's.
            run.setStopAtPositional(true);
        }
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
            if (failure instanceof ScriptFailedException script) {
                script.others().forEach(error -> err.println(Printable.of(error)));
            }
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    private static String oneLine(Exception failure) {
        return OneLine.of(failure, "use");
    }

    private static int reportUsage(ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        err.println("shm: %s; see '%s --help'".formatted(problem(worst(wrong, args)), name));
        err.flush();
        return WRONG_USAGE;
    }

    /** Picocli looks for what is missing first; an option that nobody knows is more likely why. */
    private static ParameterException worst(ParameterException wrong, String[] args) {
        if (!(wrong instanceof MissingParameterException)) {
            return wrong;
        }
        CommandLine again = commandLine(args);
        again.getCommandSpec().parser().collectErrors(true);
        again.getSubcommands()
                .values()
                .forEach(each -> each.getCommandSpec().parser().collectErrors(true));
        ParseResult result = again.parseArgs(args);
        return Stream.concat(
                        result.errors().stream(), result.subcommands().stream().flatMap(each -> each.errors().stream()))
                .filter(UnmatchedArgumentException.class::isInstance)
                .map(UnmatchedArgumentException.class::cast)
                .filter(UnmatchedArgumentException::isUnknownOption)
                .<ParameterException>map(unknown -> unknown)
                .findFirst()
                .orElse(wrong);
    }

    private static String problem(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String given = unmatched.getUnmatched().get(0);
            List<String> near = unmatched.getSuggestions().stream()
                    .filter(name -> Spelling.near(name, given.split("=", 2)[0]))
                    .toList();
            String problem =
                    unmatched.isUnknownOption() || wrong.getCommandLine().getParent() != null
                            ? oneLine(wrong)
                            : "there is no command '%s'".formatted(Printable.of(given));
            return near.isEmpty() ? problem : problem + ", perhaps " + near.get(0);
        }
        return oneLine(wrong);
    }
}
