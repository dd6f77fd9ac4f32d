package dev.shmkit.internal.region;

import dev.shmkit.internal.proc.ProcessStart;
import java.nio.ByteBuffer;

/** Who created a region, as its header says: see {@link RegionLayout}. GEOPM writes none. */
public final class CreatorNote {
    /** "SHMK" in memory on a little-endian machine. */
    private static final int MAGIC = 0x4B4D4853;

    private static final long UNKNOWN = -1;

    private CreatorNote() {}

    /** Signs a region that is being created by this process. */
    static void write(ByteBuffer header) {
        header.putInt(RegionLayout.NOTE_MAGIC_OFFSET, MAGIC);
        header.putInt(
                RegionLayout.NOTE_PID_OFFSET,
                Math.toIntExact(ProcessHandle.current().pid()));
        header.putLong(RegionLayout.NOTE_START_OFFSET, ProcessStart.ofSelf());
    }

    /** The creator's pid, −1 when there is no note. */
    public static long pid(ByteBuffer header) {
        boolean signed = header.getInt(RegionLayout.NOTE_MAGIC_OFFSET) == MAGIC;
        return signed ? header.getInt(RegionLayout.NOTE_PID_OFFSET) : UNKNOWN;
    }

    /** When the creator started, see {@link ProcessStart}; says nothing when there is no note. */
    public static long start(ByteBuffer header) {
        return header.getLong(RegionLayout.NOTE_START_OFFSET);
    }
}
