package dev.shmkit.cli;

import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.internal.text.Hexdump;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dump",
        description = "Show a region's data as hexdump -C does. Takes no lock.",
        mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
    private static final int CHUNK_BYTES = 64 * 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "KEY", description = "The region's key or path.")
    private String key = "";

    @Option(names = "--offset", paramLabel = "BYTES", description = "First data byte (default: ${DEFAULT-VALUE}).")
    private long offset;

    @Option(names = "--length", paramLabel = "BYTES", description = "How many bytes (default: ${DEFAULT-VALUE}).")
    private long lengthBytes = 256;

    @Override
    public Integer call() {
        RegionSummary region = HostRegions.find(key);
        PrintWriter out = spec.commandLine().getOut();
        long end = lengthBytes > region.sizeBytes() - offset ? region.sizeBytes() : offset + lengthBytes;
        long at = offset;
        do {
            byte[] bytes = HostRegions.readData(region, at, (int) Math.min(CHUNK_BYTES, end - at));
            out.println(Hexdump.of(bytes, at));
            at += CHUNK_BYTES;
        } while (at < end && !out.checkError());
        return 0;
    }
}
