package dev.shmkit.internal.text;

import java.util.Locale;

/** Tells a misspelt name from another word. */
public final class Spelling {
    private Spelling() {}

    /** True when a word is probably meant to be a name. Of one or two letters, any name could be made with one slip. */
    public static boolean near(String name, String word) {
        return slips(name, word) <= (Math.max(name.length(), word.length()) + 1) / 4;
    }

    /** How many letters must be added, removed, replaced or exchanged with their neighbour to make one of the other, in any case. */
    public static int slips(String name, String word) {
        String one = name.toLowerCase(Locale.ROOT);
        String other = word.toLowerCase(Locale.ROOT);
        int[][] rows = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : fewest(rows, one, other, i, j);
            }
        }
        return rows[one.length()][other.length()];
    }

    private static int fewest(int[][] rows, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int fewest = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean exchanged =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return exchanged ? Math.min(fewest, rows[i - 2][j - 2] + 1) : fewest;
    }
}
