package dev.shmkit.jmx.internal.watch;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was told of and is still so: a state is told once when it begins, and once when it is over. Not thread-safe. */
final class LastingStates {
    /** So many times as long as a stall, what may still be so is kept when it is not seen. */
    private static final int PATIENCE_STALLS = 2;

    private final Map<String, Seen> known = new LinkedHashMap<>();

    /** A state as it was seen last, and when. */
    private record Seen(HostEvent state, long nanos) {
        Duration ago() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }

    boolean contains(HostEventType type, String subject) {
        return known.containsKey(id(type, subject));
    }

    private static String id(HostEventType type, String subject) {
        return type + " " + subject;
    }

    private static String id(HostEvent state) {
        return id(state.type(), state.subject());
    }

    /**
     * Tells what begins and what is over.
     *
     * @param states all that is so now
     * @param locks of all regions, by path
     * @param stall how long a lock is held before it is stalled
     * @param told takes what is told
     */
    void tell(List<HostEvent> states, Map<String, LockState> locks, Duration stall, Consumer<HostEvent> told) {
        Set<String> now = states.stream().map(LastingStates::id).collect(Collectors.toSet());
        for (Seen seen : List.copyOf(known.values())) {
            if (!now.contains(id(seen.state))) {
                leave(seen, locks.get(seen.state.subject()), stall, told);
            }
        }
        // Each is known before it is told: a listener that throws is not told the same again and again, and the rest is
        // told later.
        for (HostEvent state : states) {
            if (known.put(id(state), new Seen(state, System.nanoTime())) == null) {
                told.accept(state);
            }
        }
    }

    private void leave(Seen seen, @Nullable LockState lock, Duration stall, Consumer<HostEvent> told) {
        boolean soon = seen.ago().dividedBy(PATIENCE_STALLS).compareTo(stall) < 0;
        if (soon && mayLast(seen.state, lock)) {
            return;
        }
        known.remove(id(seen.state));
        // That the holder of a stalled lock has died is told as that.
        boolean died = seen.state.type() == HostEventType.LOCK_STALLED && in(lock, State.ABANDONED);
        if (!died) {
            told.accept(over(seen.state));
        }
    }

    /**
     * A holder that slept and goes on with the lock cannot always be told from one that gave it back and took it again, a lock cannot
     * always be read, and who waits in a circle may be met between two waits.
     */
    private static boolean mayLast(HostEvent state, @Nullable LockState lock) {
        return switch (state.type()) {
            case DEADLOCK -> true;
            case LOCK_ABANDONED -> in(lock, State.UNKNOWN);
            case LOCK_STALLED -> in(lock, State.UNKNOWN) || (in(lock, State.HELD) && sameHolder(state, lock));
            default -> false;
        };
    }

    private static boolean in(@Nullable LockState lock, State state) {
        return lock != null && lock.state() == state;
    }

    private static boolean sameHolder(HostEvent state, @Nullable LockState lock) {
        Object tid = state.data().get("tid");
        return lock != null
                && lock.holder()
                        .filter(holder -> Long.valueOf(holder.tid()).equals(tid))
                        .isPresent();
    }

    private static HostEvent over(HostEvent state) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", state.type().notificationType());
        data.putAll(state.data());
        return new HostEvent(HostEventType.OVER, state.subject(), "no longer so; last seen: " + state.message(), data);
    }
}
