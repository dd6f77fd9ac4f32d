package dev.shmkit.internal.region;

/**
 * The bytes in front of a region's data.
 *
 * <pre>
 *  offset  0                40 / 48         48             64                  64 + size
 *          ┌────────────────┬───────────────┬──────────────┬───────────────────┐
 *          │ pthread_mutex  │ unused        │ creator note │ data              │
 *          │ ERRORCHECK     │ (x86-64 only) │ magic   u32  │                   │
 *          │ PSHARED        │               │ pid     i32  │                   │
 *          │                │               │ start   u64  │                   │
 *          └────────────────┴───────────────┴──────────────┴───────────────────┘
 * </pre>
 *
 * <p>The mutex takes 40 bytes on x86-64 and 48 on aarch64. GEOPM reserves 64 bytes and uses nothing of them but the mutex;
 * the note is shmkit's, written only into regions that it creates.
 */
public final class RegionLayout {
    public static final int HEADER_BYTES = 64;
    public static final int NOTE_OFFSET = 48;
    public static final int NOTE_MAGIC_OFFSET = NOTE_OFFSET;
    public static final int NOTE_PID_OFFSET = NOTE_MAGIC_OFFSET + Integer.BYTES;
    public static final int NOTE_START_OFFSET = NOTE_PID_OFFSET + Integer.BYTES;

    private RegionLayout() {}

    /** Where data begin in a file: behind the header, or in a raw one at its first byte. */
    public static int dataOffset(boolean raw) {
        return raw ? 0 : HEADER_BYTES;
    }
}
