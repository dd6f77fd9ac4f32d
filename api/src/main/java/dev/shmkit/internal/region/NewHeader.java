package dev.shmkit.internal.region;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.posix.Pthread;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a region that this process creates begins with: a free mutex, as glibc itself makes it, and the creator's note. */
final class NewHeader {
    private static final Map<Boolean, byte[]> KNOWN = new ConcurrentHashMap<>();

    private NewHeader() {}

    /** The first bytes, see {@link RegionLayout}; not to be changed. A mutex that nobody holds says nothing of its address. */
    static byte[] bytes(boolean robust) throws ErrnoException {
        byte[] known = KNOWN.get(robust);
        return known == null ? make(robust) : known;
    }

    private static byte[] make(boolean robust) throws ErrnoException {
        Mapping scratch = Mapping.anonymous(RegionLayout.HEADER_BYTES);
        Pthread.init(scratch.address(), robust);
        byte[] bytes = new byte[RegionLayout.HEADER_BYTES];
        scratch.view(0, RegionLayout.HEADER_BYTES).get(bytes);
        CreatorNote.write(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        KNOWN.put(robust, bytes);
        return bytes;
    }
}
