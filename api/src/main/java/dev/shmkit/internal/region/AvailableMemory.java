package dev.shmkit.internal.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory can still be used without killing somebody: MemAvailable and SwapFree of {@code /proc/meminfo}. */
final class AvailableMemory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private AvailableMemory() {}

    /** Bytes, or {@link Long#MAX_VALUE} when it cannot be told. */
    static long bytes() {
        try {
            long kibibytes = 0;
            for (String line : Files.readAllLines(MEMINFO)) {
                List<String> fields = List.of(line.split("\\s+"));
                if (fields.get(0).equals("MemAvailable:") || fields.get(0).equals("SwapFree:")) {
                    kibibytes += Long.parseLong(fields.get(1));
                }
            }
            return kibibytes << 10;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
