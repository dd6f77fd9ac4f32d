package dev.shmkit.jmx.data;

import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSummary;
import java.beans.ConstructorProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link RegionSnapshot} as MXBeans carry it. Immutable. */
public final class RegionRow {
    private final String key;
    private final String path;
    private final String format;
    private final long sizeBytes;
    private final long residentBytes;
    private final boolean secure;
    private final String mode;
    private final String owner;
    private final int ownerUid;
    private final int ownerGid;
    private final long createdMillis;
    private final long creatorPid;
    private final String creator;
    private final String usage;
    private final String lockState;
    private final @Nullable LockHolderData lockHolder;
    private final List<WaiterData> waiters;
    private final List<MapperData> mappers;

    /**
     * Made by the JMX runtime from composite data.
     *
     * @param key what to attach with: {@code /name}, or a path
     * @param path the region's file
     * @param format a name from {@link dev.shmkit.host.RegionSummary.Format}
     * @param sizeBytes bytes of data
     * @param residentBytes bytes that its file takes in memory
     * @param secure true when neither group nor others have a permission
     * @param mode permissions such as {@code rw-------}
     * @param owner {@code user:group}
     * @param ownerUid the owning user's number
     * @param ownerGid the owning group's number
     * @param createdMillis when it was made, in milliseconds since 1970
     * @param creatorPid the process that created it, −1 when unknown
     * @param creator a name from {@link RegionSnapshot.Creator}: whether that process lives
     * @param usage a name from {@link RegionSnapshot.Usage}: whether anybody needs it
     * @param lockState a name from {@link dev.shmkit.LockState.State}
     * @param lockHolder the thread that holds the lock, null when there is none
     * @param waiters the threads that wait for the lock
     * @param mappers the processes that map it
     */
    @ConstructorProperties({
        "key",
        "path",
        "format",
        "sizeBytes",
        "residentBytes",
        "secure",
        "mode",
        "owner",
        "ownerUid",
        "ownerGid",
        "createdMillis",
        "creatorPid",
        "creator",
        "usage",
        "lockState",
        "lockHolder",
        "waiters",
        "mappers"
    })
    public RegionRow(
            String key,
            String path,
            String format,
            long sizeBytes,
            long residentBytes,
            boolean secure,
            String mode,
            String owner,
            int ownerUid,
            int ownerGid,
            long createdMillis,
            long creatorPid,
            String creator,
            String usage,
            String lockState,
            @Nullable LockHolderData lockHolder,
            List<WaiterData> waiters,
            List<MapperData> mappers) {
        this.key = key;
        this.path = path;
        this.format = format;
        this.sizeBytes = sizeBytes;
        this.residentBytes = residentBytes;
        this.secure = secure;
        this.mode = mode;
        this.owner = owner;
        this.ownerUid = ownerUid;
        this.ownerGid = ownerGid;
        this.createdMillis = createdMillis;
        this.creatorPid = creatorPid;
        this.creator = creator;
        this.usage = usage;
        this.lockState = lockState;
        this.lockHolder = lockHolder;
        this.waiters = List.copyOf(waiters);
        this.mappers = List.copyOf(mappers);
    }

    /**
     * Carries what was seen over.
     *
     * @param snapshot what was seen
     * @return the same, as MXBeans carry it
     */
    public static RegionRow of(RegionSnapshot snapshot) {
        RegionSummary region = snapshot.summary();
        return new RegionRow(
                region.key(),
                region.path().toString(),
                region.format().name(),
                region.sizeBytes(),
                snapshot.residentBytes(),
                region.attributes().secure(),
                region.attributes().mode(),
                region.attributes().owner(),
                region.attributes().uid(),
                region.attributes().gid(),
                snapshot.created().toEpochMilli(),
                region.creatorPid(),
                snapshot.creator().name(),
                snapshot.usage().name(),
                region.lockState().state().name(),
                region.lockState().holder().map(LockHolderData::of).orElse(null),
                snapshot.waiters().stream().map(WaiterData::of).toList(),
                snapshot.mappers().stream().map(MapperData::of).toList());
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
     * @return a name from {@link dev.shmkit.host.RegionSummary.Format}
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
     * @return bytes that its file takes in memory
     */
    public long getResidentBytes() {
        return residentBytes;
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
     * @return when it was made, in milliseconds since 1970
     */
    public long getCreatedMillis() {
        return createdMillis;
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
     * @return a name from {@link RegionSnapshot.Creator}: whether that process lives
     */
    public String getCreator() {
        return creator;
    }

    /**
     * Gives one column.
     *
     * @return a name from {@link RegionSnapshot.Usage}: whether anybody needs it
     */
    public String getUsage() {
        return usage;
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

    /**
     * Gives one column.
     *
     * @return the threads that wait for the lock
     */
    public List<WaiterData> getWaiters() {
        return waiters;
    }

    /**
     * Gives one column.
     *
     * @return the processes that map it
     */
    public List<MapperData> getMappers() {
        return mappers;
    }
}
