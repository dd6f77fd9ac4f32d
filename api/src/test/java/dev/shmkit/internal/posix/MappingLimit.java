package dev.shmkit.internal.posix;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.testing.SelfProcess;
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
        SharedMemory region = SharedMemory.create(args[0], 64, RegionOption.TEMPORARY);
        region.putLong(0, 42).lock().close();
        List<Long> pages = new ArrayList<>();
        try {
            // Neighbours of one protection would be one mapping.
            for (int protection = PROT_NONE; ; protection ^= PROT_READ) {
                long page = Mapping.mapAnonymous(PAGE_BYTES);
                LibC.mprotect(page, PAGE_BYTES, protection);
                pages.add(page);
            }
        } catch (ErrnoException e) {
            try {
                region.close();
            } finally {
                pages.forEach(page -> LibC.munmap(page, PAGE_BYTES));
            }
            System.out.println("errno " + e.errno());
            System.out.println("open " + region.isOpen());
            System.out.println("named " + Files.exists(region.path()));
            System.out.println("descriptors "
                    + SelfProcess.descriptorsBelow(region.path().getParent()).size());
        }
    }
}
