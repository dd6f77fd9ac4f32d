package dev.shmkit;

/** A byte every so many bytes. */
final class Bytes extends StridedData {
    Bytes(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Byte.BYTES, count, byte.class);
    }

    byte get(int index) {
        return (byte) byteAt(index);
    }

    void set(int index, byte value) {
        setByteAt(index, value);
    }
}
