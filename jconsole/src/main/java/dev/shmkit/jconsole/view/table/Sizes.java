package dev.shmkit.jconsole.view.table;

import java.util.List;
import java.util.Locale;

/** Writes bytes for people. */
final class Sizes {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Sizes() {}

    /** Such as {@code 4 KiB} or {@code 1.5 MiB}; the exact number where it is short. */
    static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        String number =
                value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
        return number + " " + UNITS.get(unit);
    }
}
