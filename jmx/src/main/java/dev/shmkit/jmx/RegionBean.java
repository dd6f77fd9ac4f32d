package dev.shmkit.jmx;

import dev.shmkit.LockCounters;
import dev.shmkit.RegionAttributes;
import dev.shmkit.RegionInfo;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionUsers;
import dev.shmkit.internal.text.Hexdump;
import dev.shmkit.jmx.data.LockHolderData;
import dev.shmkit.jmx.data.MapperData;
import dev.shmkit.jmx.data.TimesData;
import dev.shmkit.jmx.data.WaiterData;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** All openings of one region by this JVM, seen as one bean. Holds the regions weakly: monitoring keeps nothing open. */
final class RegionBean implements RegionMXBean {
    private static final int LONGEST_DUMP_BYTES = 64 * 1024;

    private final Map<Long, Opening> openings = new LinkedHashMap<>();
    private final Times waits = new Times();
    private final Times holds = new Times();
    private RegionInfo shown;
    private long pastAcquisitions;
    private long pastContentions;
    private long pastTimeouts;

    RegionBean(SharedMemory first) {
        this.shown = first.info();
        add(first);
    }

    private record Opening(RegionInfo info, WeakReference<SharedMemory> region, LockCounters counters) {
        static Opening of(SharedMemory region) {
            return new Opening(region.info(), new WeakReference<>(region), region.lockCounters());
        }
    }

    synchronized void add(SharedMemory region) {
        openings.put(region.info().openingId(), Opening.of(region));
        chooseShown();
    }

    /** The newest opening; one that looks at the same file as raw bytes only when there is no other. */
    private void chooseShown() {
        @Nullable RegionInfo best = null;
        for (Opening opening : openings.values()) {
            if (best == null || best.raw() || !opening.info().raw()) {
                best = opening.info();
            }
        }
        shown = best == null ? shown : best;
    }

    /** Forgets an opening that ended, keeping its counts. */
    synchronized void remove(RegionInfo info) {
        @Nullable Opening ended = openings.remove(info.openingId());
        if (ended != null) {
            pastAcquisitions += ended.counters().acquisitions();
            pastContentions += ended.counters().contentions();
            pastTimeouts += ended.counters().timeouts();
        }
        chooseShown();
    }

    synchronized boolean isEmpty() {
        return openings.isEmpty();
    }

    private synchronized SharedMemory region() {
        @Nullable SharedMemory found = null;
        for (Opening opening : openings.values()) {
            @Nullable SharedMemory region = opening.region().get();
            boolean better =
                    found == null || found.info().raw() || !opening.info().raw();
            if (region != null && region.isOpen() && better) {
                found = region;
            }
        }
        if (found == null) {
            throw new IllegalStateException("region \"%s\" is closed".formatted(shown.key()));
        }
        return found;
    }

    /** Asks an open region. What one says that was closed meanwhile does not count: another opening is asked, if there is one. */
    private <T extends @Nullable Object> T ask(Function<SharedMemory, T> question) {
        while (true) {
            SharedMemory region = region();
            try {
                T answer = question.apply(region);
                if (region.isOpen()) {
                    return answer;
                }
            } catch (RuntimeException e) {
                if (region.isOpen()) {
                    throw e;
                }
            }
        }
    }

    private RegionAttributes attributes() {
        return ask(SharedMemory::attributes);
    }

    private synchronized RegionInfo shown() {
        return shown;
    }

    @Override
    public String getKey() {
        return shown().name();
    }

    @Override
    public String getPath() {
        return shown().path().toString();
    }

    @Override
    public long getSizeBytes() {
        return shown().sizeBytes();
    }

    @Override
    public synchronized String getRole() {
        boolean owner =
                openings.values().stream().anyMatch(opening -> opening.info().role() == RegionInfo.Role.OWNER);
        return (owner ? RegionInfo.Role.OWNER : RegionInfo.Role.USER).name();
    }

    @Override
    public boolean isSecure() {
        return attributes().secure();
    }

    @Override
    public String getMode() {
        return attributes().mode();
    }

    @Override
    public String getOwner() {
        return attributes().owner();
    }

    @Override
    public int getOwnerUid() {
        return attributes().uid();
    }

    @Override
    public int getOwnerGid() {
        return attributes().gid();
    }

    @Override
    public long getCreatorPid() {
        return ask(SharedMemory::creatorPid);
    }

    @Override
    public String getLockState() {
        return ask(SharedMemory::lockState).state().name();
    }

    @Override
    public @Nullable LockHolderData getLockHolder() {
        return ask(SharedMemory::lockState).holder().map(LockHolderData::of).orElse(null);
    }

    @Override
    public List<WaiterData> getWaiters() {
        return users().waiters().stream().map(WaiterData::of).toList();
    }

    @Override
    public List<MapperData> getMappers() {
        return users().mappers().stream().map(MapperData::of).toList();
    }

    /** By the file's number, because its name may be gone. */
    private RegionUsers users() {
        RegionInfo open = region().info();
        return HostRegions.usersOf(open.path(), open.inode());
    }

    @Override
    public synchronized long getAcquisitionCount() {
        return pastAcquisitions + sum(LockCounters::acquisitions);
    }

    @Override
    public synchronized long getContentionCount() {
        return pastContentions + sum(LockCounters::contentions);
    }

    @Override
    public synchronized long getTimeoutCount() {
        return pastTimeouts + sum(LockCounters::timeouts);
    }

    private long sum(ToLongFunction<LockCounters> count) {
        return openings.values().stream()
                .mapToLong(opening -> count.applyAsLong(opening.counters()))
                .sum();
    }

    void waited(long nanos) {
        waits.record(nanos);
    }

    void held(long nanos) {
        holds.record(nanos);
    }

    @Override
    public TimesData getWaitTimes() {
        return waits.data();
    }

    @Override
    public TimesData getHoldTimes() {
        return holds.data();
    }

    @Override
    public String recoverLock() {
        return LockRecovery.of(region());
    }

    @Override
    public String hexdump(long offset, int length) {
        requireDumpable(shown().key(), length);
        return ask(region -> {
            region.requireWhole();
            // An offset outside is refused; a length that reaches beyond the end is not: fewer bytes are shown.
            long left = Math.max(1, region.size() - Math.max(0, offset));
            byte[] data = new byte[(int) Math.min(length, left)];
            return Hexdump.of(region.getBytes(offset, data), offset);
        });
    }

    static void requireDumpable(String key, int length) {
        if (length < 0 || length > LONGEST_DUMP_BYTES) {
            throw new IllegalArgumentException(
                    "region \"%s\": a hexdump shows 0 to %d bytes, not %d".formatted(key, LONGEST_DUMP_BYTES, length));
        }
    }

    @Override
    public long readLong(long offset) {
        return ask(region -> {
            region.requireWhole();
            return region.getLong(offset);
        });
    }

    @Override
    public void unlink() {
        region().unlink();
    }
}
