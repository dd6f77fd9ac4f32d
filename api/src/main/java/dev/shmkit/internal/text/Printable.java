package dev.shmkit.internal.text;

/** Makes text that came out of shared memory, or off a key, harmless for a terminal, and as short as a line needs it. */
public final class Printable {
    private static final String GAP = "…";

    private Printable() {}

    /** The text with {@code ?} for control characters, halves of surrogate pairs and marks that reorder text. */
    public static String of(String text) {
        return plain(text) ? text : mended(text);
    }

    /** ASCII without control characters, as nearly all text is: tables of thousands of rows are full of it. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter > '~') {
                return false;
            }
        }
        return true;
    }

    private static String mended(String text) {
        return text.codePoints()
                .map(code -> harmful(code) ? '?' : code)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean harmful(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> reorders(code);
            default -> false;
        };
    }

    /** Marks after which what is read is not what is there. */
    private static boolean reorders(int code) {
        return code == 0x061c
                || (code >= 0x200e && code <= 0x200f)
                || (code >= 0x202a && code <= 0x202e)
                || (code >= 0x2066 && code <= 0x2069);
    }

    /** How many columns the printable text takes in a terminal. */
    public static int columns(String text) {
        return plain(text) ? text.length() : TerminalWidth.of(text);
    }

    /** The printable text in at most so many columns: its middle gives way to an ellipsis. */
    public static String shortened(String text, int columns) {
        String printable = of(text);
        if (columns(printable) <= columns) {
            return printable;
        }
        int tail = (columns - 1) / 2;
        int head = columns - 1 - tail;
        return beginning(printable, head) + GAP + end(printable, tail);
    }

    private static String beginning(String text, int columns) {
        int end = 0;
        int taken = 0;
        while (end < text.length()) {
            int code = text.codePointAt(end);
            taken += TerminalWidth.of(code);
            if (taken > columns) {
                break;
            }
            end += Character.charCount(code);
        }
        return text.substring(0, end);
    }

    private static String end(String text, int columns) {
        int start = text.length();
        int taken = 0;
        while (start > 0) {
            int code = text.codePointBefore(start);
            taken += TerminalWidth.of(code);
            if (taken > columns) {
                break;
            }
            start -= Character.charCount(code);
        }
        return text.substring(start);
    }
}
