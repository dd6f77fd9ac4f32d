package dev.shmkit;

/** A short every so many bytes. */
final class Shorts extends StridedData {
    Shorts(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Short.BYTES, count);
    }

    short get(int index) {
        return (short) shortAt(beginOf(index), 0);
    }

    void set(int index, short value) {
        setShortAt(beginOf(index), 0, value);
    }
}
