package dev.shmkit.notebooks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in this JVM on the thread that asks for it, so that one cell can release the lock that another took, and keeps
 * the value of the last one as the object it is: JShell itself hands out only its text.
 */
final class CellExecution extends DirectExecutionControl implements ExecutionControlProvider {
    private @Nullable Object value;

    @Override
    public String name() {
        return "shmkit";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return this;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        try {
            value = snippet.invoke(null);
            return "";
        } catch (InvocationTargetException e) {
            value = null;
            if (Objects.requireNonNull(e.getCause()) instanceof Exception exception) {
                throw new InvocationTargetException(exception);
            }
            throw e;
        }
    }

    /** Gives the value of the last snippet that ran, once. */
    @Nullable
    Object takeValue() {
        @Nullable Object taken = value;
        value = null;
        return taken;
    }
}
