package dev.shmkit;

import dev.shmkit.testing.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * A region's mutex words, read from its file without shmkit.
 *
 * @param lock 0 free, 1 held, 2 held with waiters
 * @param owner the holder's tid
 */
record LockWords(int lock, int owner) {
    static final LockWords FREE = new LockWords(0, 0);
    private static final int WORDS_BYTES = 12;

    static LockWords of(String key) {
        ByteBuffer words = ByteBuffer.allocate(WORDS_BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel file = FileChannel.open(Keys.path(key))) {
            file.read(words, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LockWords(words.getInt(0), words.getInt(8));
    }

    /** Makes a lock look held by a thread of this number. */
    static void forge(String key, int owner) throws IOException {
        forge(key, 1, owner);
    }

    /** Makes a lock look free. */
    static void forgeFree(String key) throws IOException {
        forge(key, 0, 0);
    }

    static void forge(String key, int lock, int owner) throws IOException {
        ByteBuffer words = ByteBuffer.allocate(WORDS_BYTES).order(ByteOrder.nativeOrder());
        words.putInt(0, lock).putInt(8, owner);
        try (FileChannel file = FileChannel.open(Keys.path(key), StandardOpenOption.WRITE)) {
            file.write(words, 0);
        }
    }

    boolean heldWithWaiters() {
        return lock == 2;
    }
}
