package dev.shmkit.notebooks;

import dev.shmkit.dsl.display.Display;
import dev.shmkit.dsl.display.Displays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Teaches the rapaio kernel to show shmkit's values as HTML. Found by ServiceLoader when the kernel first shows a value. */
public final class RapaioDisplays implements DisplayProvider {
    /** For ServiceLoader. */
    public RapaioDisplays() {}

    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        return ShownTypes.ALL.stream().<DisplayRenderer>map(Renderer::new).toList();
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }

    /** Shows values of one type, as text and, unless only text is asked for, as HTML. */
    private record Renderer(Class<?> rendererClass) implements DisplayRenderer {
        /** @param mime what {@code display(mime, value)} asks for; null for the value at the end of a cell */
        @Override
        public boolean canRender(@Nullable String mime) {
            return mime == null || mime.contains("html") || mime.contains("text");
        }

        @Override
        public DisplayData render(@Nullable String mime, Object value) {
            @Nullable Display display = Displays.of(value);
            DisplayData output = DisplayData.fromText(display == null ? value.toString() : display.text());
            boolean html = mime == null || mime.contains("html");
            if (display != null && html) {
                output.putHTML(display.html());
            }
            return output;
        }
    }
}
