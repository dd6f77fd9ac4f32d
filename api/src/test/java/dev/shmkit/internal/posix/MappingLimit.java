package dev.shmkit.internal.posix;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.testing.SelfProcess;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A program that closes a region when it has as many mappings as a process may have. Takes the key. */
final class MappingLimit {
    private static final int PROT_NONE = 0;
    private static final int PROT_READ = 1;
    private static final int PAGE_BYTES = 4096;

    private MappingLimit() {}

    public static void main(String[] args) {
        List<Long> pages = new ArrayList<>();
        // The JVM can load nothing more at the limit: all is done once before.
        close(SharedMemory.create(args[0] + "-before", 64, RegionOption.TEMPORARY), pages, new ErrnoException(0));
        SharedMemory region = SharedMemory.create(args[0], 64, RegionOption.TEMPORARY);
        ByteBuffer kept = region.putLong(0, 42).buffer();
        kept.getLong(0);
        try {
            // Neighbours of one protection would be one mapping.
            for (int protection = PROT_NONE; ; protection ^= PROT_READ) {
                long page = Mapping.mapAnonymous(PAGE_BYTES);
                LibC.mprotect(page, PAGE_BYTES, protection);
                pages.add(page);
            }
        } catch (ErrnoException e) {
            close(region, pages, e);
            System.out.println("kept " + kept.getLong(0));
            System.out.println("open " + region.isOpen());
            System.out.println("named " + Files.exists(region.path()));
            System.out.println("descriptors "
                    + SelfProcess.descriptorsBelow(region.path().getParent()).size());
        }
    }

    private static void close(SharedMemory region, List<Long> pages, ErrnoException met) {
        try {
            region.lock().close();
            region.close();
        } finally {
            for (long page : pages) {
                LibC.munmap(page, PAGE_BYTES);
            }
        }
        System.out.println("errno " + met.errno());
    }
}
