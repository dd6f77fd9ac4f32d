package dev.shmkit.host;

import dev.shmkit.LockState;
import dev.shmkit.RegionAttributes;
import dev.shmkit.internal.text.Counted;
import dev.shmkit.internal.text.Printable;
import java.nio.file.Path;

/**
 * A region as it looked from outside at one moment. Immutable and thread-safe.
 *
 * @param key what to attach with: {@code /name} for a shared memory key, else the path
 * @param path the region's file
 * @param format what the file's first bytes say it is
 * @param sizeBytes bytes of data: without the 64 byte header for a {@link Format#LOCKED} region, else the file's length;
 *     so that of a {@link Format#HIDDEN} one it may be 64 bytes too many
 * @param attributes owner and permissions
 * @param creatorPid the process that created it, −1 when unknown
 * @param lockState the lock as it was seen; {@code NONE} for raw, {@code UNKNOWN} for hidden regions
 */
public record RegionSummary(
        String key,
        Path path,
        Format format,
        long sizeBytes,
        RegionAttributes attributes,
        long creatorPid,
        LockState lockState) {
    private static final int MOST_KEY_COLUMNS = 60;

    /** What a file's first bytes say it is. */
    public enum Format {
        /** It begins with an initialised mutex of GEOPM's kind: a region of GEOPM's or shmkit's making. */
        LOCKED,
        /** It does not: data from the first byte on. */
        RAW,
        /** Permissions keep its bytes from this process. */
        HIDDEN
    }

    @Override
    public String toString() {
        return "%s (%s, %s %s, lock %s)"
                .formatted(
                        Printable.shortened(key, MOST_KEY_COLUMNS),
                        Counted.of(sizeBytes, "byte"),
                        attributes.mode(),
                        attributes.owner(),
                        lockState);
    }
}
