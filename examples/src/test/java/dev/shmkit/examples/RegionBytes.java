package dev.shmkit.examples;

import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;

/** All bytes of a region's file at one moment, read without shmkit's accessors or its lock. */
final class RegionBytes {
    static final int LOCK_OFFSET = 0;
    static final int OWNER_OFFSET = 8;
    static final int USERS_OFFSET = 12;
    private static final int NOTE_OFFSET = 48;
    private static final int DATA_OFFSET = 64;

    private final byte[] bytes;

    private RegionBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static RegionBytes of(SharedMemory region) {
        try {
            return new RegionBytes(Files.readAllBytes(region.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** 0 free, 1 held, 2 held with waiters. */
    int lock() {
        return word(LOCK_OFFSET);
    }

    /** The tid of the thread that holds the lock. */
    int owner() {
        return word(OWNER_OFFSET);
    }

    private int word(int offset) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(offset);
    }

    /** Shmkit's creator note. */
    byte[] note() {
        return Arrays.copyOfRange(bytes, NOTE_OFFSET, DATA_OFFSET);
    }

    /** The whole file, but for the two things that may differ: who made it, and who holds its lock. */
    byte[] anonymous() {
        byte[] copy = bytes.clone();
        Arrays.fill(copy, NOTE_OFFSET, DATA_OFFSET, (byte) 0);
        Arrays.fill(copy, OWNER_OFFSET, OWNER_OFFSET + Integer.BYTES, (byte) 0);
        return copy;
    }
}
