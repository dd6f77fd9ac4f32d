package dev.shmkit;

/** A short every so many bytes. */
final class Shorts extends StridedData {
    Shorts(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Short.BYTES, count, short.class);
    }

    short get(int index) {
        return (short) shortAt(index);
    }

    void set(int index, short value) {
        setShortAt(index, value);
    }

    byte getAsByte(int index) {
        return (byte) byteAt(index);
    }

    void setAsByte(int index, byte value) {
        setByteAt(index, value);
    }
}
