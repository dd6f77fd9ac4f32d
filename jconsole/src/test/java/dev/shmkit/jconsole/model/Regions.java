package dev.shmkit.jconsole.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Regions and threads to think about. */
public final class Regions {
    private Regions() {}

    /** A thread whose process is called like it; its number is made from the name. */
    public static LockThread thread(String name) {
        return new LockThread(process(name), number(name), name);
    }

    /** A process of this name; its number is made from it. */
    public static ProcessId process(String name) {
        return new ProcessId(number(name), name);
    }

    private static long number(String name) {
        return Math.abs((long) name.hashCode());
    }

    /** A region whose lock nobody holds. */
    public static Region free(String key) {
        return region(key, LockStatus.FREE, null);
    }

    /** A region whose lock a thread holds and others want. */
    public static Region held(String key, String holder, String... waiters) {
        return region(key, LockStatus.HELD, thread(holder), waiters);
    }

    /** A region whose lock is in any state. */
    public static Region region(String key, LockStatus lock, @Nullable LockThread holder, String... waiters) {
        return new Region(
                key,
                "/dev/shm" + key,
                "GEOPM",
                64,
                "rw-rw-rw-",
                "ada:users",
                "MAPPED",
                lock,
                holder,
                Stream.of(waiters)
                        .map(name -> new Waiter(thread(name), true, false))
                        .toList(),
                List.of());
    }
}
