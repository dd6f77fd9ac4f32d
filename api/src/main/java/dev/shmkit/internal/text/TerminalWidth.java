package dev.shmkit.internal.text;

/**
 * How many columns text takes in a terminal: two for a letter of an East Asian script or a picture, see Unicode Standard Annex
 * #11, none for a mark that goes onto the letter before it.
 */
final class TerminalWidth {
    /** First and last of the blocks whose letters are wide, in ascending order. */
    private static final int[] WIDE = {
        0x1100, 0x115f, // the Hangul letters that a syllable begins with
        0x231a, 0x231b, // clocks
        0x23e9, 0x23ec, // signs of players
        0x23f0, 0x23f0, // an alarm clock
        0x23f3, 0x23f3, // an hourglass
        0x25fd, 0x25fe, // squares
        0x2614, 0x2615, // an umbrella, a cup
        0x2648, 0x2653, // the zodiac
        0x267f, 0x267f, // a wheelchair
        0x2693, 0x2693, // an anchor
        0x26a1, 0x26a1, // high voltage
        0x26aa, 0x26ab, // circles
        0x26bd, 0x26be, // balls
        0x26c4, 0x26c5, // a snowman, the weather
        0x26ce, 0x26ce, // one more of the zodiac
        0x26d4, 0x26d4, // no entry
        0x26ea, 0x26ea, // a church
        0x26f2, 0x26f3, // a fountain, a flag
        0x26f5, 0x26f5, // a boat
        0x26fa, 0x26fa, // a tent
        0x26fd, 0x26fd, // a pump
        0x2705, 0x2705, // a check mark
        0x270a, 0x270b, // hands
        0x2728, 0x2728, // sparkles
        0x274c, 0x274c, // a cross
        0x274e, 0x274e, // another
        0x2753, 0x2755, // marks of questions
        0x2757, 0x2757, // and of an exclamation
        0x2795, 0x2797, // signs of sums
        0x27b0, 0x27b0, // a loop
        0x27bf, 0x27bf, // two
        0x2b1b, 0x2b1c, // large squares
        0x2b50, 0x2b50, // a star
        0x2b55, 0x2b55, // a circle
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
        0x1f7e0, 0x1f7eb, // coloured circles and squares
        0x1f7f0, 0x1f7f0, // an equals sign
        0x1f900, 0x1f9ff, // more pictures
        0x1fa70, 0x1faff, // and more
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
