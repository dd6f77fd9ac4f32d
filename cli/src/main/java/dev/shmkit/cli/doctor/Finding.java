package dev.shmkit.cli.doctor;

import java.util.Comparator;

/**
 * Something that is wrong.
 *
 * @param kind what it is, for programs
 * @param subject the region's key, or the directory
 * @param problem what is wrong, for people
 * @param command what mends it, or where only people can decide shows them more, to be given to a shell as it stands
 */
record Finding(Kind kind, String subject, String problem, String command) {
    static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::kind).thenComparing(Finding::subject);

    /** What can be wrong, worst first. */
    enum Kind {
        DEADLOCK,
        ABANDONED,
        STOPPED_HOLDER,
        FULL,
        ORPHAN,
        PERMISSIONS
    }
}
