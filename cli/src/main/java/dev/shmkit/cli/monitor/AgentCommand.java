package dev.shmkit.cli.monitor;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.shmkit.jmx.agent.Agent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
        String words = connector.words();
        String result = load(agentJar(), words);
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
