package dev.shmkit;

import java.util.Optional;

/**
 * What could be seen of a region's lock at one moment, without taking it. By the time the caller looks, it may have
 * changed. Immutable and thread-safe.
 *
 * @param state the lock's state
 * @param holder the thread that holds it, or held it when it died; empty when there is none or it cannot be told
 */
public record LockState(State state, Optional<LockHolder> holder) {
    /** The states a region's lock can be seen in. */
    public enum State {
        /** Nobody holds it. */
        FREE,
        /** A thread holds it. */
        HELD,
        /**
         * The thread that holds it is gone, or belongs to a process that does not map the region. Seen from within
         * a container, a live holder outside of it looks like this, too. A robust lock that was given back unrepaired stays so for ever.
         */
        ABANDONED,
        /** It cannot be told: permissions hide it, or the region's file was truncated. */
        UNKNOWN,
        /** The region has no lock. */
        NONE
    }

    /**
     * A state without a holder.
     *
     * @param state the lock's state
     * @return that state, with an empty holder
     */
    public static LockState of(State state) {
        return new LockState(state, Optional.empty());
    }

    @Override
    public String toString() {
        return holder.map(thread -> state + " by " + thread).orElseGet(state::toString);
    }
}
