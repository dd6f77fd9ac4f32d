package dev.shmkit;

import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A program of its own, because it must not crash: maps a file by the JDK, beside a region, and truncates it. */
final class OthersMapping {
    private static final int SIZE = 1 << 16;
    private static final int OFTEN = 1_000;

    private OthersMapping() {}

    /** Takes the key of a region. */
    public static void main(String[] args) throws Exception {
        Path path = Files.createTempFile("shmkit-test-", ".mapped");
        try (SharedMemory region = SharedMemory.attach(args[0], Duration.ZERO);
                FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            region.putLong(0, 1);
            MappedByteBuffer mapped = file.map(MapMode.READ_WRITE, 0, SIZE);
            file.truncate(0);
            System.out.println("met " + met(mapped));
        } finally {
            Files.delete(path);
        }
    }

    /** Before JDK 21 the error comes some time after the access. */
    private static String met(MappedByteBuffer mapped) {
        try {
            for (int i = 0; i < OFTEN; i++) {
                mapped.get(i);
            }
            return "nothing";
        } catch (InternalError e) {
            return e.getClass().getSimpleName();
        }
    }
}
