package dev.shmkit.cli;

import dev.shmkit.SharedMemory;
import dev.shmkit.ShmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        description = "Remove the names of regions. Processes that map them keep them.",
        mixinStandardHelpOptions = true)
final class RmCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", arity = "1..*", description = "The regions' keys or paths.")
    private List<String> keys = List.of();

    /** A name that cannot be removed does not keep the others. */
    @Override
    public Integer call() {
        List<RuntimeException> failures = new ArrayList<>();
        for (String key : keys) {
            try {
                SharedMemory.unlink(key);
            } catch (ShmException | IllegalArgumentException e) {
                failures.add(e);
            }
        }
        if (failures.isEmpty()) {
            return 0;
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        String all = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        throw new ShmException(String.join(", ", keys), "unlink", 0, all);
    }
}
