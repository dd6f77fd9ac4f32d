package dev.shmkit.internal.text;

/** A number with what it counts: {@code 1 row}, {@code 2 rows}, {@code 2 processes}, {@code 2 directories}. */
public final class Counted {
    private static final String VOWELS = "aeiou";

    private Counted() {}

    /**
     * The number and the noun, in its plural where it is not one.
     *
     * @param noun for one, such as {@code "more row"}
     */
    public static String of(long count, String noun) {
        return count + " " + (count == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        if (noun.endsWith("s")) {
            return noun + "es";
        }
        int beforeLast = noun.length() - 2;
        boolean becomesIes = noun.endsWith("y") && beforeLast >= 0 && VOWELS.indexOf(noun.charAt(beforeLast)) < 0;
        return becomesIes ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
