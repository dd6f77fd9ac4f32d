package dev.shmkit;

/** A double every so many bytes. */
final class Doubles extends StridedData {
    Doubles(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Double.BYTES, count, double.class);
    }

    double get(int index) {
        return doubleAt(index);
    }
}
