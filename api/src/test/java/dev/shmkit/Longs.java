package dev.shmkit;

/** A long every so many bytes. */
final class Longs extends StridedData {
    private final SharedMemory region;

    Longs(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Long.BYTES, count);
        this.region = region;
    }

    long get(int index) {
        return longAt(beginOf(index), 0);
    }

    void set(int index, long value) {
        setLongAt(beginOf(index), 0, value);
    }

    /** The same by the region's own access. */
    long far(int index) {
        return region.getLong(offsetOf(index));
    }

    long sum() {
        return longSum();
    }

    long[] all() {
        long[] all = new long[size()];
        copyTo(all);
        return all;
    }
}
