package dev.shmkit;

/** A float every so many bytes. */
final class Floats extends StridedData {
    Floats(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Float.BYTES, count, float.class);
    }

    float get(int index) {
        return floatAt(index);
    }

    long getAsLong(int index) {
        return longAt(index);
    }
}
