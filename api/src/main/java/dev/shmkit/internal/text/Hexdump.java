package dev.shmkit.internal.text;

/** Bytes as {@code hexdump -C} shows them: offset, sixteen bytes, and the printable ASCII among them. */
public final class Hexdump {
    private static final int BYTES_PER_LINE = 16;
    private static final int GROUP = 8;
    private static final int HEX_COLUMNS = BYTES_PER_LINE * 3 + 1;

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
            int end = Math.min(start + BYTES_PER_LINE, bytes.length);
            text.append("%08x  ".formatted(firstOffset + start));
            appendHex(text, bytes, start, end);
            appendAscii(text, bytes, start, end);
        }
        return text.toString();
    }

    private static void appendHex(StringBuilder text, byte[] bytes, int start, int end) {
        int lineStart = text.length();
        for (int i = start; i < end; i++) {
            text.append("%02x ".formatted(bytes[i]));
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
