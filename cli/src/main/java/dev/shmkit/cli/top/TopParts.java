package dev.shmkit.cli.top;

import java.util.ArrayList;
import java.util.List;

/** A text in parts, separated by semicolons, as a screen has room for it. */
final class TopParts {
    private static final String AFTER_A_SEMICOLON = "(?<=;) ";

    private TopParts() {}

    /** As few lines as hold them; only a part that is wider than the screen stands out of it. */
    static List<String> lines(String parts, int screenColumns) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String part : parts.split(AFTER_A_SEMICOLON, -1)) {
            String longer = line.isEmpty() ? part : line + " " + part;
            if (line.isEmpty() || longer.length() <= screenColumns) {
                line = longer;
            } else {
                lines.add(line);
                line = part;
            }
        }
        lines.add(line);
        return lines;
    }
}
