package dev.shmkit.notebooks;

import dev.shmkit.dsl.display.Display;
import dev.shmkit.dsl.display.Displays;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.Renderer.RenderRegistration;
import org.jspecify.annotations.Nullable;

/** Teaches the IJava kernel to show shmkit's values as HTML. It looks for no extensions: its startup script {@code ijava.jsh} asks. */
public final class IJavaDisplays {
    private IJavaDisplays() {}

    /**
     * Has a kernel show regions, locks, tables and all else that shows itself.
     *
     * @param renderer the kernel's
     */
    public static void register(Renderer renderer) {
        RenderRegistration<Object> registration = renderer.createRegistration(Object.class)
                .preferring("text/html")
                .supporting("text/plain");
        ShownTypes.ALL.forEach(registration::onType);
        registration.register((value, context) -> show(value, context.getOutputContainer()));
    }

    private static void show(Object value, DisplayData output) {
        @Nullable Display display = Displays.of(value);
        output.putText(display == null ? value.toString() : display.text());
        if (display != null) {
            output.putHTML(display.html());
        }
    }
}
