package dev.shmkit.internal.region;

/** Which sizes a region can have, whoever asks for one. */
public final class RegionSize {
    private static final long LARGEST_BYTES = Long.MAX_VALUE - RegionLayout.HEADER_BYTES;

    private RegionSize() {}

    /**
     * Refuses a size that no region can have.
     *
     * @return the size
     */
    public static long require(String key, long sizeBytes) {
        if (sizeBytes <= 0 || sizeBytes > LARGEST_BYTES) {
            throw new IllegalArgumentException(
                    "cannot create region \"%s\" of %d bytes; a size is 1 to %d bytes, like size(4096)"
                            .formatted(key, sizeBytes, LARGEST_BYTES));
        }
        return sizeBytes;
    }
}
