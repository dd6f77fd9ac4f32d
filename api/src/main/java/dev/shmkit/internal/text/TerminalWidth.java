package dev.shmkit.internal.text;

/**
 * How many columns text takes in a terminal: two for a letter of an East Asian script or a picture, see Unicode Standard Annex
 * #11, none for a mark that goes onto the letter before it.
 */
final class TerminalWidth {
    /** First and last of the blocks whose letters are wide, in ascending order. */
    private static final int[] WIDE = {
        0x1100, 0x115f, // the Hangul letters that a syllable begins with
        0x2e80, 0x303e, // radicals and punctuation
        0x3041, 0xa4cf, // Kana, Bopomofo, Hangul, ideographs, Yi
        0xa960, 0xa97c, // older Hangul letters
        0xac00, 0xd7a3, // Hangul syllables
        0xf900, 0xfaff, // ideographs for compatibility
        0xfe30, 0xfe6f, // forms for vertical text, small forms
        0xff00, 0xff60, // full-width forms
        0xffe0, 0xffe6, // full-width signs
        0x16fe0, 0x1b2ff, // Tangut, Khitan, more Kana
        0x1f300, 0x1f64f, // pictures, faces
        0x1f680, 0x1f6ff, // vehicles
        0x1f900, 0x1f9ff, // more pictures
        0x20000, 0x3fffd, // rare ideographs
    };

    /** Before it, everything takes one column. */
    private static final int FIRST_MARK = 0x300;

    private TerminalWidth() {}

    static int of(String text) {
        return text.codePoints().map(TerminalWidth::of).sum();
    }

    static int of(int code) {
        if (code < FIRST_MARK) {
            return 1;
        }
        return switch (Character.getType(code)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> wide(code) ? 2 : 1;
        };
    }

    private static boolean wide(int code) {
        for (int i = 0; i < WIDE.length && code >= WIDE[i]; i += 2) {
            if (code <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
