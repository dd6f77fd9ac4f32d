package dev.shmkit.jconsole.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One region as a look found it.
 *
 * @param key what to attach with
 * @param path its file, which tells it from all others
 * @param format how its bytes are laid out
 * @param sizeBytes bytes of data
 * @param mode permissions such as {@code rw-------}
 * @param owner {@code user:group}
 * @param usage whether anybody needs it
 * @param lock its lock's state
 * @param holder the thread that holds the lock, null when there is none
 * @param waiters the threads that wait for the lock
 * @param mappers the processes that map it
 */
public record Region(
        String key,
        String path,
        String format,
        long sizeBytes,
        String mode,
        String owner,
        String usage,
        LockStatus lock,
        @Nullable LockThread holder,
        List<Waiter> waiters,
        List<Mapper> mappers) {

    /** Keeps copies of the lists. */
    public Region {
        waiters = List.copyOf(waiters);
        mappers = List.copyOf(mappers);
    }

    /** The same region with another holder. */
    Region heldBy(LockThread thread) {
        return new Region(key, path, format, sizeBytes, mode, owner, usage, lock, thread, waiters, mappers);
    }

    /** True when one of its texts, or of its processes and threads, contains the text; case does not matter. */
    public boolean matches(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return Stream.of(
                        Stream.of(
                                key,
                                path,
                                format,
                                mode,
                                owner,
                                usage,
                                lock.name(),
                                holder == null ? "" : holder.toString()),
                        waiters.stream().map(Waiter::toString),
                        mappers.stream().map(Mapper::toString))
                .flatMap(texts -> texts)
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
