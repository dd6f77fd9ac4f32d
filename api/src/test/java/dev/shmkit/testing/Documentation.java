package dev.shmkit.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README and the recipes have between back-quotes in their prose, and the commands that they show. */
public final class Documentation {
    private static final List<Path> PAGES = List.of(Path.of("../README.md"), Path.of("../docs/recipes.md"));
    private static final String FENCE = "```";
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    private static final Pattern INDENTED = Pattern.compile("^ {4}(\\./shm \\w+(?: \\[.*?]| \\S+)*)(?= {2,}|$)");
    private static final Pattern PROMPTED = Pattern.compile("^\\$ (\\./shm .*)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)\\)");

    private final List<Piece> inline = new ArrayList<>();
    private final List<Piece> shown = new ArrayList<>();
    private final List<Piece> links = new ArrayList<>();

    private Documentation() {}

    /**
     * A piece of a page.
     *
     * @param page its file
     * @param line where it stands
     * @param text without back-quotes and the like
     */
    public record Piece(Path page, int line, String text) {
        @Override
        public String toString() {
            return "%s, line %d: %s".formatted(page.getFileName(), line, text);
        }
    }

    /** Reads the pages, of which there is one list for all modules. */
    public static Documentation read() throws IOException {
        Documentation documentation = new Documentation();
        for (Path page : PAGES) {
            documentation.read(page);
        }
        return documentation;
    }

    private void read(Path page) throws IOException {
        String fence = "";
        List<String> lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FENCE)) {
                fence = fence.isEmpty() ? line : "";
            } else if (fence.isEmpty() && line.startsWith("    ")) {
                find(INDENTED, page, i + 1, line, shown);
            } else if (fence.isEmpty()) {
                find(INLINE, page, i + 1, line, inline);
                find(LINK, page, i + 1, line, links);
            } else if (fence.equals(FENCE)) {
                find(PROMPTED, page, i + 1, line, shown);
            }
        }
    }

    private static void find(Pattern pattern, Path page, int number, String line, List<Piece> into) {
        Matcher found = pattern.matcher(line);
        while (found.find()) {
            into.add(new Piece(page, number, found.group(1)));
        }
    }

    /** What stands between back-quotes. */
    public List<Piece> inline() {
        return List.copyOf(inline);
    }

    /** The files that the pages link to. */
    public List<Piece> links() {
        return List.copyOf(links);
    }

    /** Every {@code ./shm …} in prose, in an indented line and behind a prompt; blocks of shell are not among them. */
    public List<Piece> commands() {
        List<Piece> commands = new ArrayList<>(shown);
        inline.stream()
                .filter(piece ->
                        piece.text().startsWith("./shm ") || piece.text().startsWith("shm "))
                .forEach(commands::add);
        return commands;
    }
}
