package dev.shmkit.jconsole.data;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operation {@code hexdump} of a region's bean answered.
 *
 * <pre>
 *  00000040  2a 00 00 00 00 00 00 00  48 65 6c 6c 6f 00 00 00  |*.......Hello...|
 *  offset    hex, 16 bytes a line in two groups                 ASCII
 * </pre>
 *
 * @param text all of it
 * @param positions where in the text each byte's two digits begin
 */
public record Dump(String text, List<Integer> positions) {
    /** How many letters show a byte. */
    public static final int DIGITS = 2;

    private static final int BYTES_A_LINE = 16;
    private static final Pattern LINE = Pattern.compile("(?m)^[0-9a-f]{8,16}  ([0-9a-f ]{49}) \\|.*\\|$");
    private static final Pattern BYTE = Pattern.compile("[0-9a-f]{2}");

    /** Empty when the text is none, but for instance a message. */
    public static Optional<Dump> parse(String text) {
        List<Integer> positions = new ArrayList<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            Matcher digits = BYTE.matcher(text).region(line.start(1), line.end(1));
            while (digits.find()) {
                positions.add(digits.start());
            }
        }
        return positions.isEmpty() ? Optional.empty() : Optional.of(new Dump(text, List.copyOf(positions)));
    }

    /** Which byte is the first one of the next line. */
    public static int lineEnd(int index) {
        return (index / BYTES_A_LINE + 1) * BYTES_A_LINE;
    }

    /** What it says is there. */
    public byte[] bytes() {
        byte[] bytes = new byte[positions.size()];
        for (int i = 0; i < bytes.length; i++) {
            int position = positions.get(i);
            bytes[i] = (byte) HexFormat.fromHexDigits(text, position, position + DIGITS);
        }
        return bytes;
    }
}
