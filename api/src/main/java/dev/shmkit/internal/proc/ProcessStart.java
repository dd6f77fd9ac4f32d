package dev.shmkit.internal.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** When a process started, in clock ticks since boot: field 22 of {@code /proc/<pid>/stat}. Tells a reused pid from the first. */
public final class ProcessStart {
    private static final int START_TIME_FIELD = 22;
    private static final int FIRST_FIELD_AFTER_NAME = 3;

    private ProcessStart() {}

    /** The start of this process, 0 when /proc cannot be read. */
    public static long ofSelf() {
        return Self.TICKS;
    }

    public static long ticks(long pid) throws IOException, ProcessGoneException {
        return ticks(ProcFiles.read(pid, "stat"));
    }

    private static long ticks(String stat) {
        // The name in parentheses may hold blanks and parentheses itself: fields are counted from its end.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseUnsignedLong(fields[START_TIME_FIELD - FIRST_FIELD_AFTER_NAME]);
    }

    private static final class Self {
        static final long TICKS = read();

        private static long read() {
            try {
                // Not by the pid: in a pid namespace that sees an outer one's /proc that is somebody else's there.
                return ticks(Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                return 0;
            }
        }
    }
}
