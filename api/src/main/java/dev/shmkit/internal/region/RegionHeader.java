package dev.shmkit.internal.region;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Reads the header of a region that this process need not have open. With read(2): a truncated file is only short. */
public final class RegionHeader {
    private RegionHeader() {}

    /**
     * Reads the first 64 bytes.
     *
     * @return the header in native order; bytes that the file does not have are zeros
     * @throws IOException when permissions hide it, or it is gone
     */
    public static ByteBuffer read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer header = ByteBuffer.allocate(RegionLayout.HEADER_BYTES).order(ByteOrder.nativeOrder());
            int count;
            do {
                count = channel.read(header);
            } while (count > 0);
            return header.clear().order(ByteOrder.nativeOrder());
        }
    }
}
