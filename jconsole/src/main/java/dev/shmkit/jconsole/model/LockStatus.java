package dev.shmkit.jconsole.model;

/** A lock's state, by the names that the beans use. */
public enum LockStatus {
    /** Nobody holds it. */
    FREE,
    /** A thread holds it. */
    HELD,
    /** Its holder is gone. */
    ABANDONED,
    /** It cannot be told. */
    UNKNOWN,
    /** A raw region: there is no lock. */
    NONE;

    /** The state of this name; UNKNOWN for a name that a later version may have. */
    public static LockStatus of(String name) {
        for (LockStatus status : values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
