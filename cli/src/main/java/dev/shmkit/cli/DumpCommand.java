package dev.shmkit.cli;

import dev.shmkit.cli.options.ByteCount;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
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
        footer = {"", "BYTES can be written like 4096, 0x1000 or '4 KiB'."},
        mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
    private static final int CHUNK_BYTES = 64 * 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "KEY", description = "The region's key or path.")
    private String key = "";

    @Option(
            names = "--offset",
            paramLabel = "BYTES",
            converter = ByteCount.class,
            description = "First data byte (default: ${DEFAULT-VALUE}).")
    private long offset;

    @Option(
            names = "--length",
            paramLabel = "BYTES",
            converter = ByteCount.class,
            description = "How many bytes (default: all that follow).")
    private long lengthBytes = Long.MAX_VALUE;

    @Option(
            names = {"-v", "--no-squeezing"},
            description = "Show lines that repeat the one above, instead of one * for all of them.")
    private boolean noSqueezing;

    @Override
    public Integer call() {
        RegionSummary region = HostRegions.describe(key);
        if (region.sizeBytes() == 0 && offset == 0) {
            return 0;
        }
        PrintWriter out = spec.commandLine().getOut();
        SqueezedDump dump = new SqueezedDump(!noSqueezing);
        long end = lengthBytes > region.sizeBytes() - offset ? region.sizeBytes() : offset + lengthBytes;
        long at = offset;
        byte[] bytes;
        // Beyond the end it is the offset that is wrong.
        int least = Long.signum(lengthBytes);
        do {
            bytes = HostRegions.readData(region, at, (int) Math.max(least, Math.min(CHUNK_BYTES, end - at)));
            out.print(dump.lines(bytes, at));
            at += bytes.length;
            // Fewer bytes than a chunk are the last: also when the file has become shorter.
        } while (bytes.length == CHUNK_BYTES && at < end && !out.checkError());
        if (at > offset) {
            out.print(SqueezedDump.end(at));
        }
        out.flush();
        return 0;
    }
}
