package dev.shmkit.internal.proc;

/** Walks over the numbers in a line of /proc, without making a string of it. */
final class Digits {
    private static final int HEX = 16;
    private static final int DECIMAL = 10;

    private final byte[] bytes;
    private final int end;
    private int at;

    Digits(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    long hex() {
        return number(HEX);
    }

    long decimal() {
        return number(DECIMAL);
    }

    /** The number here; 0 when there is none. Ends in front of the first character that is no digit. */
    private long number(int radix) {
        long value = 0;
        while (at < end) {
            int digit = Character.digit(bytes[at], radix);
            if (digit < 0) {
                break;
            }
            value = value * radix + digit;
            at++;
        }
        return value;
    }

    Digits skip(int count) {
        at = Math.min(end, at + count);
        return this;
    }

    /** To the first character after the next blanks. */
    Digits nextField() {
        while (at < end && bytes[at] != ' ') {
            at++;
        }
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        return this;
    }

    int position() {
        return at;
    }
}
