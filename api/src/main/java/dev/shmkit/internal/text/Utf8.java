package dev.shmkit.internal.text;

import java.nio.charset.StandardCharsets;

/** Text as it is written to shared memory. */
public final class Utf8 {
    private Utf8() {}

    /**
     * Encodes a text, of which nothing may be lost: Java itself writes a question mark for half of a surrogate pair.
     *
     * @param whose who refuses what cannot be encoded
     * @throws IllegalArgumentException when the text has half of a surrogate pair
     */
    public static byte[] of(String text, String whose) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException(
                            whose + " takes no text with half of a surrogate pair, which has no UTF-8: at index " + i);
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
