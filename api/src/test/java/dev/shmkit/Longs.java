package dev.shmkit;

/** A long every so many bytes. */
final class Longs extends StridedData {
    private final SharedMemory region;

    Longs(SharedMemory region, long offset, int strideBytes, int count) {
        super(region, offset, strideBytes, Long.BYTES, count, long.class);
        this.region = region;
    }

    long get(int index) {
        return longAt(index);
    }

    void set(int index, long value) {
        setLongAt(index, value);
    }

    /** The same by the way that has no end at 2 GiB. */
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
