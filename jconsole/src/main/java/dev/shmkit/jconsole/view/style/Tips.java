package dev.shmkit.jconsole.view.style;

import org.jspecify.annotations.Nullable;

/** Tool tips. Swing reads a text that begins with {@code <html>} as markup, and names can be anything: all are escaped. */
public final class Tips {
    private Tips() {}

    /** The text's lines under each other; no tip when there is nothing to say. */
    public static @Nullable String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<html>" + escaped.replace("\n", "<br>");
    }

    /** A text for a label, which shows it as it is and never as markup. */
    public static <T extends javax.swing.JComponent> T plain(T component) {
        component.putClientProperty("html.disable", true);
        return component;
    }
}
