package dev.shmkit;

/** The numbers of a range. */
final class Numbers extends NumberData {
    Numbers(SharedMemory region, long offset) {
        this(region, offset, region.size() - offset);
    }

    Numbers(SharedMemory region, long offset, long lengthBytes) {
        super(region, offset, lengthBytes);
    }

    int getByte(int distance) {
        return byteAt(distance);
    }

    void setByte(int distance, byte value) {
        setByteAt(distance, value);
    }

    int getShort(int distance) {
        return shortAt(distance);
    }

    void setShort(int distance, short value) {
        setShortAt(distance, value);
    }

    int getInt(int distance) {
        return intAt(distance);
    }

    void setInt(int distance, int value) {
        setIntAt(distance, value);
    }

    long getLong(int distance) {
        return longAt(distance);
    }

    void setLong(int distance, long value) {
        setLongAt(distance, value);
    }

    float getFloat(int distance) {
        return floatAt(distance);
    }

    void setFloat(int distance, float value) {
        setFloatAt(distance, value);
    }

    double getDouble(int distance) {
        return doubleAt(distance);
    }

    void setDouble(int distance, double value) {
        setDoubleAt(distance, value);
    }
}
