package dev.shmkit.cli.doctor;

/**
 * What permissions a region can have. Whoever uses its lock writes to it, and so a class of users that may read but not
 * write, or the reverse, can do nothing with it; and nobody executes a region. The owner needs both. Where nobody at all may
 * write, no class was meant to be kept from writing: all that may read are to go on with the region.
 */
final class Permissions {
    private static final int READ_WRITE = 06;
    private static final int READ = 04;
    private static final int ANY_WRITE = 0222;
    private static final int ANY_READ_WRITE = 0666;
    private static final int ALL = 07;
    private static final int OWNER = 6;
    private static final int GROUP = 3;
    private static final int OTHERS = 0;

    private Permissions() {}

    /** The nearest permissions that make sense. If anybody may write, they give nobody anything new but the owner. */
    static int mended(int permissions) {
        int needed = (permissions & ANY_WRITE) == 0 ? READ : READ_WRITE;
        return READ_WRITE << OWNER | whole(permissions, GROUP, needed) | whole(permissions, OTHERS, needed);
    }

    /** True when permissions to execute are all that is wrong. */
    static boolean onlyExecutable(int permissions) {
        return (permissions & ANY_READ_WRITE) == mended(permissions);
    }

    private static int whole(int permissions, int shift, int needed) {
        int bits = permissions >> shift & ALL;
        return (bits & needed) == needed ? READ_WRITE << shift : 0;
    }
}
