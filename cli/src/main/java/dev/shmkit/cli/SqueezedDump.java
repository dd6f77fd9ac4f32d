package dev.shmkit.cli;

import dev.shmkit.internal.text.Hexdump;
import java.util.Arrays;

/** What {@code hexdump -C} prints of data that come piece by piece: lines that repeat the one above are one {@code *}. */
final class SqueezedDump {
    private final boolean squeezing;
    private byte[] above = new byte[0];
    private boolean repeating;

    SqueezedDump(boolean squeezing) {
        this.squeezing = squeezing;
    }

    /** The lines of the next bytes. All pieces but the last are whole lines long. */
    String lines(byte[] bytes, long offset) {
        StringBuilder text = new StringBuilder();
        for (int start = 0; start < bytes.length; start += Hexdump.BYTES_PER_LINE) {
            int end = Math.min(start + Hexdump.BYTES_PER_LINE, bytes.length);
            if (!squeezing || !Arrays.equals(bytes, start, end, above, 0, above.length)) {
                above = Arrays.copyOfRange(bytes, start, end);
                Hexdump.appendLine(text, bytes, start, offset + start);
                text.append('\n');
                repeating = false;
            } else if (!repeating) {
                text.append("*\n");
                repeating = true;
            }
        }
        return text.toString();
    }

    /** The last line: where the data end. */
    static String end(long offset) {
        StringBuilder text = new StringBuilder();
        Hexdump.appendOffset(text, offset);
        return text.append('\n').toString();
    }
}
