package dev.shmkit.cli.doctor;

/**
 * What permissions a region can have. Whoever uses its lock writes to it, and so a class of users that may read but not
 * write, or the reverse, can do nothing with it; and nobody executes a region. The owner needs both.
 */
final class Permissions {
    private static final int READ_WRITE = 06;
    private static final int ALL = 07;
    private static final int OWNER = 6;
    private static final int GROUP = 3;
    private static final int OTHERS = 0;

    private Permissions() {}

    /** The nearest permissions that make sense and give nobody anything new but the owner. */
    static int mended(int permissions) {
        return READ_WRITE << OWNER | whole(permissions, GROUP) | whole(permissions, OTHERS);
    }

    private static int whole(int permissions, int shift) {
        int bits = permissions >> shift & ALL;
        return (bits & READ_WRITE) == READ_WRITE ? READ_WRITE << shift : 0;
    }
}
