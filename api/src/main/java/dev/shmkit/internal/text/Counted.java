package dev.shmkit.internal.text;

/** A number with what it counts: {@code 1 row}, {@code 2 rows}. */
public final class Counted {
    private Counted() {}

    /**
     * The number and the noun, with an s where it is not one.
     *
     * @param noun for one, such as {@code "more row"}
     */
    public static String of(long count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
