package dev.shmkit.snippets;

import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * What {@code ./shm jshell} runs snippets with: JShell's own way, a JVM beside it, and of an exception only the frames that its
 * reader has a hand in, see {@link ReadersFrames}. JShell finds it as a service, by {@link #name()}.
 */
public final class PromptExecution implements ExecutionControlProvider {
    /** The first JDK whose prompt takes no other agent than JShell's own: its console needs that. */
    private static final int OWN_AGENT_ONLY = 21;

    private static final String AGENT = Runtime.version().feature() >= OWN_AGENT_ONLY
            ? "remoteAgent(jdk.jshell.execution.RemoteExecutionControl)"
            : "remoteAgent(dev.shmkit.snippets.PromptAgent)";

    /** JShell's default (jdk.jshell.JShell, of 17 and 25), which spells the first address as the system does, but for the agent. */
    private static final String JSHELLS =
            "failover:0(jdi:hostname(127.0.0.1),%1$s),1(jdi:launch(true),%1$s),2(jdi:%1$s)".formatted(AGENT);

    /** Called by the service loader. */
    public PromptExecution() {}

    @Override
    public String name() {
        return "prompt";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) throws Throwable {
        return new PromptControl(ExecutionControl.generate(environment, JSHELLS));
    }
}
