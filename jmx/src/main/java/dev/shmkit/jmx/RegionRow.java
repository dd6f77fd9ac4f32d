package dev.shmkit.jmx;

import dev.shmkit.host.RegionSummary;
import java.beans.ConstructorProperties;
import org.jspecify.annotations.Nullable;

/** A {@link RegionSummary} as MXBeans carry it. Immutable. */
public final class RegionRow {
    private final String key;
    private final String path;
    private final String format;
    private final long sizeBytes;
    private final boolean secure;
    private final String mode;
    private final String owner;
    private final int ownerUid;
    private final int ownerGid;
    private final long creatorPid;
    private final String lockState;
    private final @Nullable LockHolderData lockHolder;

    /**
     * Made by the JMX runtime from composite data.
     *
     * @param key what to attach with: {@code /name}, or a path
     * @param path the region's file
     * @param format a name from {@link RegionSummary.Format}
     * @param sizeBytes bytes of data
     * @param secure true when neither group nor others have a permission
     * @param mode permissions such as {@code rw-------}
     * @param owner {@code user:group}
     * @param ownerUid the owning user's number
     * @param ownerGid the owning group's number
     * @param creatorPid the process that created it, −1 when unknown
     * @param lockState a name from {@link dev.shmkit.LockState.State}
     * @param lockHolder the thread that holds the lock, null when there is none
     */
    @ConstructorProperties({
        "key",
        "path",
        "format",
        "sizeBytes",
        "secure",
        "mode",
        "owner",
        "ownerUid",
        "ownerGid",
        "creatorPid",
        "lockState",
        "lockHolder"
    })
    public RegionRow(
            String key,
            String path,
            String format,
            long sizeBytes,
            boolean secure,
            String mode,
            String owner,
            int ownerUid,
            int ownerGid,
            long creatorPid,
            String lockState,
            @Nullable LockHolderData lockHolder) {
        this.key = key;
        this.path = path;
        this.format = format;
        this.sizeBytes = sizeBytes;
        this.secure = secure;
        this.mode = mode;
        this.owner = owner;
        this.ownerUid = ownerUid;
        this.ownerGid = ownerGid;
        this.creatorPid = creatorPid;
        this.lockState = lockState;
        this.lockHolder = lockHolder;
    }

    static RegionRow of(RegionSummary region) {
        return new RegionRow(
                region.key(),
                region.path().toString(),
                region.format().name(),
                region.sizeBytes(),
                region.attributes().secure(),
                region.attributes().mode(),
                region.attributes().owner(),
                region.attributes().uid(),
                region.attributes().gid(),
                region.creatorPid(),
                region.lockState().state().name(),
                region.lockState().holder().map(LockHolderData::of).orElse(null));
    }

    /**
     * Gives one column.
     *
     * @return what to attach with: {@code /name}, or a path
     */
    public String getKey() {
        return key;
    }

    /**
     * Gives one column.
     *
     * @return the region's file
     */
    public String getPath() {
        return path;
    }

    /**
     * Gives one column.
     *
     * @return a name from {@link RegionSummary.Format}
     */
    public String getFormat() {
        return format;
    }

    /**
     * Gives one column.
     *
     * @return bytes of data
     */
    public long getSizeBytes() {
        return sizeBytes;
    }

    /**
     * Gives one column.
     *
     * @return true when neither group nor others have a permission
     */
    public boolean isSecure() {
        return secure;
    }

    /**
     * Gives one column.
     *
     * @return permissions such as {@code rw-------}
     */
    public String getMode() {
        return mode;
    }

    /**
     * Gives one column.
     *
     * @return {@code user:group}
     */
    public String getOwner() {
        return owner;
    }

    /**
     * Gives one column.
     *
     * @return the owning user's number
     */
    public int getOwnerUid() {
        return ownerUid;
    }

    /**
     * Gives one column.
     *
     * @return the owning group's number
     */
    public int getOwnerGid() {
        return ownerGid;
    }

    /**
     * Gives one column.
     *
     * @return the process that created it, −1 when unknown
     */
    public long getCreatorPid() {
        return creatorPid;
    }

    /**
     * Gives one column.
     *
     * @return a name from {@link dev.shmkit.LockState.State}
     */
    public String getLockState() {
        return lockState;
    }

    /**
     * Gives one column.
     *
     * @return the thread that holds the lock, null when there is none
     */
    public @Nullable LockHolderData getLockHolder() {
        return lockHolder;
    }
}
