package dev.shmkit.cli;

import java.util.Locale;

/** Tells a misspelt name from another word. Picocli suggests the least far of all names, however far that is. */
final class NearName {
    private NearName() {}

    /** At most a third of the longer one's letters differ, or two of a short one's. */
    static boolean of(String name, String given) {
        String word = given.split("=", 2)[0];
        int longer = Math.max(name.length(), word.length());
        return differences(name.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT))
                <= Math.max(longer / 3, Math.min(2, longer / 2));
    }

    /** Levenshtein's distance: how many letters are to be put in, taken out or replaced. */
    private static int differences(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
