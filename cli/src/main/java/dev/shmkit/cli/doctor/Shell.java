package dev.shmkit.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shmkit.internal.text.Printable;
import java.util.regex.Pattern;

/** Writes words so that a shell reads them as they are, and so that they do nothing to the terminal that shows them. */
final class Shell {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:@%+-]+");

    private Shell() {}

    static String quote(String word) {
        if (HARMLESS.matcher(word).matches()) {
            return word;
        }
        return Printable.of(word).equals(word) ? "'" + word.replace("'", "'\\''") + "'" : escaped(word);
    }

    /** What bash, zsh and newer POSIX shells read; a plain quotation cannot say control characters without having them. */
    private static String escaped(String word) {
        StringBuilder quoted = new StringBuilder("$'");
        word.codePoints().mapToObj(Character::toString).forEach(letter -> {
            if (letter.equals("'") || letter.equals("\\")) {
                quoted.append('\\').append(letter);
            } else if (Printable.of(letter).equals(letter)) {
                quoted.append(letter);
            } else {
                for (byte each : letter.getBytes(UTF_8)) {
                    quoted.append("\\%03o".formatted(each & 0xff));
                }
            }
        });
        return quoted.append("'").toString();
    }
}
