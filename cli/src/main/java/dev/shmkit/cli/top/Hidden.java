package dev.shmkit.cli.top;

import dev.shmkit.host.HostSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What permissions hide: it may use regions unseen. */
public final class Hidden {
    private Hidden() {}

    /**
     * Counts it.
     *
     * @param snapshot what was seen
     * @return such as {@code 3 processes, 1 directory}; empty when nothing is hidden
     */
    public static String words(HostSnapshot snapshot) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("process", snapshot.hiddenProcesses());
        counts.put("thread", snapshot.hiddenThreads());
        counts.put("directory", snapshot.hiddenDirectories());
        return counts.entrySet().stream()
                .filter(hidden -> hidden.getValue() > 0)
                .map(hidden -> TopScreen.counted(hidden.getValue(), hidden.getKey()))
                .collect(Collectors.joining(", "));
    }
}
