package dev.shmkit.internal.text;

/** Bytes as {@code hexdump -C} shows them: offset, sixteen bytes, and the printable ASCII among them. */
public final class Hexdump {
    public static final int BYTES_PER_LINE = 16;
    private static final int GROUP = 8;
    private static final int HEX_COLUMNS = BYTES_PER_LINE * 3 + 1;
    private static final int OFFSET_DIGITS = 8;
    private static final String DIGITS = "0123456789abcdef";

    private Hexdump() {}

    /**
     * Writes bytes out.
     *
     * @param bytes what to show
     * @param firstOffset the offset of the first of them
     * @return one line for every sixteen bytes, without a line break at the end; empty for no bytes
     */
    public static String of(byte[] bytes, long firstOffset) {
        StringBuilder text = new StringBuilder();
        for (int start = 0; start < bytes.length; start += BYTES_PER_LINE) {
            if (start > 0) {
                text.append('\n');
            }
            appendLine(text, bytes, start, firstOffset + start);
        }
        return text.toString();
    }

    /** Appends the line of the sixteen bytes from start, or of as many as there are, without a line break. */
    public static void appendLine(StringBuilder text, byte[] bytes, int start, long offset) {
        int end = Math.min(start + BYTES_PER_LINE, bytes.length);
        appendOffset(text, offset);
        text.append("  ");
        appendHex(text, bytes, start, end);
        appendAscii(text, bytes, start, end);
    }

    /** Appends an offset as it begins a line. */
    public static void appendOffset(StringBuilder text, long offset) {
        String hex = Long.toHexString(offset);
        text.append("0".repeat(Math.max(0, OFFSET_DIGITS - hex.length()))).append(hex);
    }

    private static void appendHex(StringBuilder text, byte[] bytes, int start, int end) {
        int lineStart = text.length();
        for (int i = start; i < end; i++) {
            text.append(DIGITS.charAt((bytes[i] >> 4) & 0xf))
                    .append(DIGITS.charAt(bytes[i] & 0xf))
                    .append(' ');
            if (i - start == GROUP - 1) {
                text.append(' ');
            }
        }
        text.append(" ".repeat(HEX_COLUMNS - (text.length() - lineStart)));
    }

    private static void appendAscii(StringBuilder text, byte[] bytes, int start, int end) {
        text.append(" |");
        for (int i = start; i < end; i++) {
            boolean printable = bytes[i] >= ' ' && bytes[i] < 0x7f;
            text.append(printable ? (char) bytes[i] : '.');
        }
        text.append('|');
    }
}
