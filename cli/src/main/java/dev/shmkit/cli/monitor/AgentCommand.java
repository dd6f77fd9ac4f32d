package dev.shmkit.cli.monitor;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.shmkit.internal.proc.ProcMaps;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import dev.shmkit.jmx.agent.Agent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code agent} command. */
@Command(
        name = "agent",
        description =
                "Load the Host bean, and a JMX connector if a port is given, into a running JVM of the same user.",
        mixinStandardHelpOptions = true)
public final class AgentCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PID", description = "The JVM's process id; see jps.")
    private long pid;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for the JVM (default: ${DEFAULT-VALUE}).")
    private long timeoutSeconds = 15;

    @Mixin
    private ConnectorOptions connector = new ConnectorOptions();

    /** For picocli. */
    AgentCommand() {}

    @Override
    public Integer call() throws IOException {
        if (pid < 1) {
            throw new ParameterException(
                    spec.commandLine(), "%d is no process id; 'jps' lists the JVMs".formatted(pid));
        }
        if (timeoutSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout can be 1 second or more");
        }
        String words = connector.words();
        requireJvm();
        requireRunning();
        String result = loadInTime(agentJar(), words);
        if (result.startsWith(Agent.FAILED)) {
            throw new IllegalStateException("process %d: %s".formatted(pid, result.substring(Agent.FAILED.length())));
        }
        spec.commandLine()
                .getOut()
                .println(
                        words.isEmpty()
                                ? "Process %d shows the machine's regions: jconsole %1$d".formatted(pid)
                                : "Process %d shows the machine's regions; connect to %s".formatted(pid, result));
        return 0;
    }

    /** Attaching sends a signal, which may mean something else to another program, and waits ten seconds for its answer. */
    private void requireJvm() throws IOException {
        if (!mayBeJvm()) {
            throw new IOException("process " + pid + " is no JVM; jps lists those of this user");
        }
    }

    private boolean mayBeJvm() {
        try {
            return ProcMaps.containsName(pid, "libjvm.so");
        } catch (IOException | ProcessGoneException e) {
            // Attaching says what is wrong.
            return true;
        }
    }

    /** Attaching asks a JVM by a signal, which one that is stopped would answer when nobody waits for it any more. */
    private void requireRunning() throws IOException {
        if (stopped()) {
            throw new IOException(
                    "process " + pid + " is stopped and cannot answer; kill -CONT " + pid + " lets it go on");
        }
    }

    private boolean stopped() {
        try {
            return ProcThread.of(pid).stopped();
        } catch (IOException | ProcessGoneException e) {
            // Attaching says what is wrong.
            return false;
        }
    }

    /** The attach API waits for ever for a JVM that took a command and does not answer it. */
    private String loadInTime(Path jar, String words) throws IOException {
        FutureTask<String> loading = new FutureTask<>(() -> load(jar, words));
        Thread thread = new Thread(loading, "shmkit-attach");
        thread.setDaemon(true);
        thread.start();
        try {
            return loading.get(timeoutSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            requireRunning();
            throw new IOException(
                    "process %d has not answered in %d s; it may be busy or hang, and may load the agent yet"
                            .formatted(pid, timeoutSeconds),
                    e);
        } catch (ExecutionException e) {
            requireRunning();
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private String load(Path jar, String words) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(jar.toString(), words);
                return machine.getSystemProperties().getProperty(Agent.RESULT, Agent.FAILED + "it does not say why");
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException | IOException e) {
            throw new IOException(
                    "process %d does not take the agent: %s; it must be a JVM of this user that permits attaching"
                            .formatted(pid, e.getMessage()),
                    e);
        }
    }

    /** The jar that needs no other, beside the one this code's bean comes from. */
    private static Path agentJar() throws IOException {
        try {
            Path jar = Path.of(Agent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path agent = jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", "-agent.jar"));
            if (!Files.isRegularFile(agent)) {
                throw new IOException("the agent's jar %s is missing; build shmkit again".formatted(agent));
            }
            return agent;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
