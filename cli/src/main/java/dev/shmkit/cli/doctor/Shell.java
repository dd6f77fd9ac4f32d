package dev.shmkit.cli.doctor;

import java.util.regex.Pattern;

/** Writes words so that a POSIX shell reads them as they are. */
final class Shell {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:@%+=-]+");

    private Shell() {}

    static String quote(String word) {
        return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
