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
    /** JShell's default (jdk.jshell.JShell, of 17 and 25), which spells the first address as the system does. */
    private static final String JSHELLS_OWN = "failover:0(jdi:hostname(127.0.0.1)),1(jdi:launch(true)),2(jdi)";

    /** Called by the service loader. */
    public PromptExecution() {}

    @Override
    public String name() {
        return "prompt";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) throws Throwable {
        return new PromptControl(ExecutionControl.generate(environment, JSHELLS_OWN));
    }
}
