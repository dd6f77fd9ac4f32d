package dev.shmkit.notebooks;

import dev.shmkit.dsl.display.Display;
import dev.shmkit.dsl.display.Displays;
import dev.shmkit.snippets.Startup;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer.RenderRegistration;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a JJava kernel, and ours, to do shmkit's imports and to show its values as HTML. Found by ServiceLoader when the
 * kernel starts.
 */
public final class ShmkitExtension implements Extension {
    /** For ServiceLoader. */
    public ShmkitExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        RenderRegistration<Object> registration = kernel.getRenderer()
                .createRegistration(Object.class)
                .preferring("text/html")
                .supporting("text/plain");
        ShownTypes.ALL.forEach(registration::onType);
        registration.register((value, context) -> show(value, context.getOutputContainer()));
        kernel.evalRaw(imports());
    }

    private static void show(Object value, DisplayData output) {
        @Nullable Display display = Displays.of(value);
        output.putText(display == null ? value.toString() : display.text());
        if (display != null) {
            output.putHTML(display.html());
        }
    }

    private static String imports() {
        try {
            return Startup.snippets();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
