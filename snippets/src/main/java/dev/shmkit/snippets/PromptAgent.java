package dev.shmkit.snippets;

import jdk.jshell.execution.RemoteExecutionControl;

/** The JVM that runs the snippets of the prompt: JShell's own one, which is ready for regions before the first is asked for. */
public final class PromptAgent {
    private PromptAgent() {}

    /**
     * Called by JShell.
     *
     * @param args where JShell listens
     */
    public static void main(String[] args) throws Exception {
        WarmUp.start();
        RemoteExecutionControl.main(args);
    }
}
