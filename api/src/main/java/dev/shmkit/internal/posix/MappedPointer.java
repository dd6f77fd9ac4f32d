package dev.shmkit.internal.posix;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** A JNA pointer into a mapping that keeps the mapping's addresses, as do the pointers and buffers made from it. */
final class MappedPointer extends Pointer {
    private final Mapping mapping;
    private final long offset;

    MappedPointer(Mapping mapping, long offset) {
        super(mapping.address() + offset);
        this.mapping = mapping;
        this.offset = offset;
    }

    @Override
    public Pointer share(long shift) {
        return new MappedPointer(mapping, offset + shift);
    }

    @Override
    public Pointer share(long shift, long lengthBytes) {
        return new MappedPointer(mapping, offset + shift);
    }

    @Override
    public ByteBuffer getByteBuffer(long shift, long lengthBytes) {
        return mapping.view(offset + shift, Math.toIntExact(lengthBytes));
    }

    // Pointers are equal when their addresses are, as in JNA.
    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
