package dev.shmkit.jconsole.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who held the locks at the last look. Of a holder that is gone the mutex keeps the thread's number only; whoever saw it alive can
 * still say which process that was. Belongs to one thread.
 */
public final class LastHolders {
    private Map<String, LockThread> byPath = Map.of();

    /** Takes in a look, and names the holders in it that were seen before and are gone. */
    public HostLook named(HostLook look) {
        Map<String, LockThread> now = new HashMap<>();
        List<Region> regions = look.regions().stream().map(this::named).toList();
        for (Region region : regions) {
            @Nullable LockThread holder = region.holder();
            if (holder != null) {
                now.put(region.path(), holder);
            }
        }
        byPath = now;
        return new HostLook(look.millis(), regions, look.deadlocks(), look.hidden(), look.shmUsedPercent());
    }

    private Region named(Region region) {
        @Nullable LockThread holder = region.holder();
        boolean nameless = region.lock() == LockStatus.ABANDONED
                && holder != null
                && holder.process().pid() < 0;
        @Nullable LockThread before = nameless ? byPath.get(region.path()) : null;
        return before != null && before.equals(holder) ? region.heldBy(before) : region;
    }
}
