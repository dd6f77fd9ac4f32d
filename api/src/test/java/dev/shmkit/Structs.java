package dev.shmkit;

/** Numbers of all widths in values. */
final class Structs extends StridedData {
    Structs(SharedMemory region, long offset, int strideBytes, int widthBytes, int count) {
        super(region, offset, strideBytes, widthBytes, count);
    }

    /** Writes a long, and before it, from behind, the smaller ones. */
    void set(int index, int distance, long asLong, int asInt, short asShort, byte asByte) {
        setLongAt(index, distance, asLong);
        setIntAt(index, distance - 4, asInt);
        setShortAt(index, distance - 6, asShort);
        setByteAt(index, distance - 7, asByte);
    }

    long getLong(int index, int distance) {
        return longAt(index, distance);
    }

    int getInt(int index, int distance) {
        return intAt(index, distance, zero());
    }

    int getShort(int index, int distance) {
        return shortAt(index, distance);
    }

    int getByte(int index, int distance) {
        return byteAt(index, distance, zero());
    }

    boolean isSet(int index, int distance) {
        return booleanAt(index, distance);
    }

    long sum() {
        return longSum();
    }
}
