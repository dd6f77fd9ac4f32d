package dev.shmkit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** RESULTS.md: one section for each JDK's major version. Writing one leaves the others as they are. */
final class ResultsFile {
    private static final String SECTION = "## JDK ";
    private static final String INTRODUCTION = """
            # Benchmark results

            Written by `benchmarks/run`. A ratio is shmkit's time divided by the baseline's in the same round; the two sides take
            turns, round by round, so that noise of a shared machine hits both. A target is met when the median ratio is not
            above it. Times are medians, in nanoseconds for one operation. Rows without a target only inform. Where processes
            do batches or contend, both sides begin anew twice: a JVM compiles the same code better one time than the next.

            Against C: the system calls that shmkit's promises need, compiled with `cc -O2`. The JVM's side includes its garbage
            collections; the address range of a closed region is unmapped by a cleaner, beside the measured thread.

            Lock rows are one lock, one addition to a long and one unlock. The C++ scoped lock is GEOPM's: a heap object that
            unlocks at the end of its scope. Contended rows give total time divided by all additions, so that 0.67 is 1.5 times
            the throughput; "fair share / least share" compares with 1, what every process would have if all were served alike.
            A hand-over is from just before unlock to the other process's return from lock, where it slept. Agrona has no lock
            between processes, and Chronicle Map's are of a map's entries, found by their keys: neither is comparable.

            Rows of fields compare with offsets computed by hand. Those "of a buffer" are no part of shmkit: they tell what its rows
            would take by the VarHandles that JDK 17 has, which are of buffers.

            The row of listRegions is one call through a connector on the loopback network, about regions that are as they were
            at the call before, in a JVM that has answered fifty and compiled them: the first one takes some ten times as long
            there, the tenth twice. The monitor of the last rows is a JVM of its own that watches 1,000 regions once a second; it
            watches only during its side's rounds.

            """;

    private final Path path;

    ResultsFile(Path path) {
        this.path = path;
    }

    void put(int jdk, String section) throws IOException {
        Map<Integer, String> sections = sections();
        sections.put(jdk, section.strip());
        StringBuilder text = new StringBuilder(INTRODUCTION.stripTrailing());
        sections.forEach((version, body) -> text.append("\n\n")
                .append(SECTION)
                .append(version)
                .append("\n\n")
                .append(body));
        Files.writeString(path, text.append('\n'));
    }

    private Map<Integer, String> sections() throws IOException {
        Map<Integer, String> sections = new TreeMap<>();
        if (Files.exists(path)) {
            String[] parts = Files.readString(path).split("(?m)^" + SECTION, -1);
            for (int i = 1; i < parts.length; i++) {
                int headEnd = parts[i].indexOf('\n');
                sections.put(
                        Integer.parseInt(parts[i].substring(0, headEnd).strip()),
                        parts[i].substring(headEnd).strip());
            }
        }
        return sections;
    }
}
