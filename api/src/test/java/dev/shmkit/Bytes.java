package dev.shmkit;

/** A byte every so many bytes. */
final class Bytes extends StridedData {
    Bytes(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Byte.BYTES, count);
    }

    byte get(int index) {
        return (byte) byteAt(beginOf(index), 0, zero());
    }

    boolean isSet(int index) {
        return booleanAt(beginOf(index), 0);
    }

    void set(int index, byte value) {
        setByteAt(beginOf(index), 0, value);
    }
}
