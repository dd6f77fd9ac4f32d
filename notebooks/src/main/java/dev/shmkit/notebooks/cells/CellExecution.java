package dev.shmkit.notebooks.cells;

import dev.shmkit.snippets.SameThreadExecution;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Keeps the value of the last snippet as the object it is: JShell itself hands out only its text. */
final class CellExecution extends SameThreadExecution {
    private @Nullable Object value;

    @Override
    protected String invoke(Method snippet) throws Exception {
        try {
            value = snippet.invoke(null);
            return "";
        } catch (InvocationTargetException e) {
            value = null;
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
