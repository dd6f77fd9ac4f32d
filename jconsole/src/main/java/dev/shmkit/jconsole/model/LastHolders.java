package dev.shmkit.jconsole.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who held the locks at the last look. Of a holder that is gone the mutex keeps the thread's number only; whoever saw it alive can
 * still say which process that was. Belongs to one thread.
 */
public final class LastHolders {
    private Map<String, LockThread> byPath = Map.of();

    /** Takes in a look, and names the holders in it that are gone as they were when a look saw them alive. */
    public HostLook named(HostLook look) {
        Map<String, LockThread> now = new HashMap<>();
        List<Region> regions = look.regions().stream().map(this::named).toList();
        for (Region region : regions) {
            @Nullable LockThread holder = region.holder();
            // Of an abandoned lock only whom a look before saw alive: the number may be another thread's by now.
            if (holder != null && (region.lock() == LockStatus.HELD || seenBefore(region))) {
                now.put(region.path(), holder.gone());
            }
        }
        byPath = now;
        return new HostLook(look.millis(), regions, look.deadlocks(), look.hidden(), look.shmUsedPercent());
    }

    private Region named(Region region) {
        @Nullable LockThread before = byPath.get(region.path());
        return before != null && region.lock() == LockStatus.ABANDONED && before.equals(region.holder())
                ? region.heldBy(before)
                : region;
    }

    /** True for whom {@link #named(Region)} put there. */
    private boolean seenBefore(Region region) {
        return region.lock() == LockStatus.ABANDONED && Objects.equals(region.holder(), byPath.get(region.path()));
    }
}
