package dev.shmkit;

/** An int every so many bytes. */
final class Ints extends StridedData {
    Ints(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Integer.BYTES, count);
    }

    int get(int index) {
        return intAt(beginOf(index), 0, zero());
    }

    long sum() {
        return intSum();
    }
}
