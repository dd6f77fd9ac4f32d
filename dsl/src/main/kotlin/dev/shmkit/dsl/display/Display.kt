package dev.shmkit.dsl.display

/**
 * Something that can show itself: at a prompt as text, in a notebook as HTML. Implementations are snapshots or live views, as
 * they say; showing one takes no lock.
 */
public interface Display {
    /**
     * A text block: aligned lines of at most 100 columns, without a line break at the end. Control characters of keys and of
     * shared data show as `?`.
     */
    public fun text(): String

    /** A fragment of HTML that needs nothing else from its page. Everything that came out of shared memory is escaped. */
    public fun html(): String
}
