package dev.shmkit.jmx;

import dev.shmkit.LockState;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.internal.text.Hexdump;
import dev.shmkit.jmx.data.LockHolderData;
import dev.shmkit.jmx.data.MapperData;
import dev.shmkit.jmx.data.TimesData;
import dev.shmkit.jmx.data.WaiterData;
import dev.shmkit.jmx.internal.describe.Describe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A region that this JVM has not opened, seen from outside: every question is a look at its file. */
@Describe("A shared memory region that this JVM has not opened; it was published, and is looked at from outside")
final class PublishedRegion implements RegionMXBean {
    private static final String NO_ROLE = "NONE";
    private static final TimesData NO_TIMES = new TimesData(0, 0, 0, 0, 0, 0);

    private final String key;
    private final String path;
    private final PublishedRegions published;

    /**
     * Makes the bean's implementation.
     *
     * @param published hears of it when the region is gone
     */
    PublishedRegion(RegionSummary region, PublishedRegions published) {
        this.published = published;
        this.key = region.key();
        this.path = region.path().toString();
    }

    /** By its path: the key of another user's region may name one of our own by now. */
    private RegionSummary region() {
        return found(HostRegions::describe);
    }

    /** Only where it is asked for: judging a lock can take long. */
    private LockState lockState() {
        return found(HostRegions::find).lockState();
    }

    private RegionSnapshot look() {
        return found(HostRegions::look);
    }

    private <T> T found(Function<String, T> search) {
        try {
            return search.apply(path);
        } catch (RegionNotFoundException e) {
            published.vanished(this);
            throw e;
        }
    }

    @Override
    public String getKey() {
        return key;
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public long getSizeBytes() {
        return region().sizeBytes();
    }

    @Override
    public String getRole() {
        return NO_ROLE;
    }

    @Override
    public boolean isSecure() {
        return region().attributes().secure();
    }

    @Override
    public String getMode() {
        return region().attributes().mode();
    }

    @Override
    public String getOwner() {
        return region().attributes().owner();
    }

    @Override
    public int getOwnerUid() {
        return region().attributes().uid();
    }

    @Override
    public int getOwnerGid() {
        return region().attributes().gid();
    }

    @Override
    public long getCreatorPid() {
        return region().creatorPid();
    }

    @Override
    public String getLockState() {
        return lockState().state().name();
    }

    @Override
    public @Nullable LockHolderData getLockHolder() {
        return lockState().holder().map(LockHolderData::of).orElse(null);
    }

    @Override
    public List<WaiterData> getWaiters() {
        return look().waiters().stream().map(WaiterData::of).toList();
    }

    @Override
    public List<MapperData> getMappers() {
        return look().mappers().stream().map(MapperData::of).toList();
    }

    @Override
    public long getAcquisitionCount() {
        return 0;
    }

    @Override
    public long getContentionCount() {
        return 0;
    }

    @Override
    public long getTimeoutCount() {
        return 0;
    }

    @Override
    public TimesData getWaitTimes() {
        return NO_TIMES;
    }

    @Override
    public TimesData getHoldTimes() {
        return NO_TIMES;
    }

    @Override
    public String hexdump(long offset, int length) {
        RegionBean.requireDumpable(key, length);
        return Hexdump.of(HostRegions.readData(region(), offset, length), offset);
    }

    @Override
    public long readLong(long offset) {
        byte[] bytes = HostRegions.readData(region(), offset, Long.BYTES);
        if (bytes.length < Long.BYTES) {
            throw new IndexOutOfBoundsException(
                    "region \"%s\" ends within the 8 bytes at offset %d".formatted(key, offset));
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
    }

    @Override
    public String recoverLock() {
        return Quietly.run(this::recover);
    }

    private String recover() {
        try (SharedMemory region = SharedMemory.attach(path, Duration.ZERO)) {
            return LockRecovery.of(region);
        }
    }

    @Override
    public void unlink() {
        RegionSummary before = region();
        SharedMemory.unlink(path);
        published.unlinked(this, before);
    }
}
