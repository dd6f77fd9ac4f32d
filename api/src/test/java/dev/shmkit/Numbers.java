package dev.shmkit;

/** All numbers of a region, by their first byte: one value as long as the region. */
final class Numbers extends StridedData {
    Numbers(SharedMemory region) {
        super(region, 0, (int) region.size(), (int) region.size(), 1);
    }

    int getByte(int distance) {
        return byteAt(0, distance, zero());
    }

    boolean isSet(int distance) {
        return booleanAt(0, distance);
    }

    void setByte(int distance, byte value) {
        setByteAt(0, distance, value);
    }

    int getShort(int distance) {
        return shortAt(0, distance);
    }

    void setShort(int distance, short value) {
        setShortAt(0, distance, value);
    }

    int getInt(int distance) {
        return intAt(0, distance, zero());
    }

    void setInt(int distance, int value) {
        setIntAt(0, distance, value);
    }

    long getLong(int distance) {
        return longAt(0, distance);
    }

    void setLong(int distance, long value) {
        setLongAt(0, distance, value);
    }
}
