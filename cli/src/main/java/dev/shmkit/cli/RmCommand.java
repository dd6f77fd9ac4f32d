package dev.shmkit.cli;

import dev.shmkit.SharedMemory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        description = "Remove the names of regions. Processes that map them keep them.",
        mixinStandardHelpOptions = true)
final class RmCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", arity = "1..*", description = "The regions' keys or paths.")
    private List<String> keys = List.of();

    @Override
    public Integer call() {
        keys.forEach(SharedMemory::unlink);
        return 0;
    }
}
