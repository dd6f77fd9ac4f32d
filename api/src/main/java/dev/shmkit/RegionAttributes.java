package dev.shmkit;

/**
 * Owner and permissions of a region's file at one moment, see stat(2). Immutable and thread-safe.
 *
 * @param permissions the nine permission bits, such as 0600
 * @param uid the owning user's number
 * @param gid the owning group's number
 * @param owner {@code user:group}, a number where the name is unknown
 */
public record RegionAttributes(int permissions, int uid, int gid, String owner) {
    private static final String LETTERS = "rwxrwxrwx";

    /**
     * Tells whether only the owning user can open the region.
     *
     * @return true when neither the group nor others have any permission
     */
    public boolean secure() {
        return (permissions & 0077) == 0;
    }

    /**
     * Writes the permissions as ls(1) does.
     *
     * @return nine characters, such as {@code rw-------}
     */
    public String mode() {
        StringBuilder text = new StringBuilder(LETTERS.length());
        for (int i = 0; i < LETTERS.length(); i++) {
            boolean set = (permissions & (0400 >> i)) != 0;
            text.append(set ? LETTERS.charAt(i) : '-');
        }
        return text.toString();
    }
}
