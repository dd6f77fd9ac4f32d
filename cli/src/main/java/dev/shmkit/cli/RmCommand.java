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

    /** One that cannot be removed keeps none of the others. */
    @Override
    public Integer call() {
        List<ShmException> failures = new ArrayList<>();
        for (String key : keys) {
            try {
                SharedMemory.unlink(key);
            } catch (ShmException e) {
                failures.add(e);
            }
        }
        if (failures.isEmpty()) {
            return 0;
        }
        ShmException first = failures.get(0);
        throw failures.size() == 1
                ? first
                : new ShmException(
                        first.key(),
                        first.operation(),
                        first.errno(),
                        failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")));
    }
}
