package dev.shmkit.internal.space;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory can still be used without killing somebody: MemAvailable and SwapFree of {@code /proc/meminfo}, or what the
 * control groups leave where that is less.
 */
public final class AvailableMemory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private AvailableMemory() {}

    /** Bytes, or {@link Long#MAX_VALUE} when it cannot be told. */
    public static long bytes() {
        try {
            List<String> meminfo = Files.readAllLines(MEMINFO);
            long swapBytes = bytes(meminfo, "SwapFree:");
            return Math.min(bytes(meminfo, "MemAvailable:") + swapBytes, CgroupMemory.bytes(swapBytes));
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long bytes(List<String> meminfo, String name) {
        return meminfo.stream()
                .map(line -> line.split("\\s+"))
                .filter(fields -> fields[0].equals(name))
                .mapToLong(fields -> Long.parseLong(fields[1]) << 10)
                .sum();
    }
}
