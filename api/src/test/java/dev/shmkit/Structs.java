package dev.shmkit;

/** Numbers of all widths in values. */
final class Structs extends StridedData {
    Structs(SharedMemory region, long offset, int strideBytes, int widthBytes, int count) {
        super(region, offset, strideBytes, widthBytes, count);
    }

    /** Writes a long, and before it, from behind, the smaller ones. */
    void set(int index, int distance, long asLong, int asInt, short asShort, byte asByte) {
        setLongAt(beginOf(index), distance, asLong);
        setIntAt(beginOf(index), distance - 4, asInt);
        setShortAt(beginOf(index), distance - 6, asShort);
        setByteAt(beginOf(index), distance - 7, asByte);
    }

    long getLong(int index, int distance) {
        return longAt(beginOf(index), distance);
    }

    int getInt(int index, int distance) {
        return intAt(beginOf(index), distance, zero());
    }

    int getShort(int index, int distance) {
        return shortAt(beginOf(index), distance);
    }

    int getByte(int index, int distance) {
        return byteAt(beginOf(index), distance, zero());
    }

    boolean isSet(int index, int distance) {
        return booleanAt(beginOf(index), distance);
    }

    long sum() {
        return longSum();
    }
}
