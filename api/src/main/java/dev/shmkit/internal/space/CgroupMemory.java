package dev.shmkit.internal.space;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the control groups of this process leave it, as a container's or a batch job's: see cgroups(7) and the kernel's
 * cgroup-v2.rst and cgroup-v1/memory.rst. What the kernel can drop, as it keeps files' pages only to be quicker, is left, too; pages
 * of regions are not among that.
 */
final class CgroupMemory {
    private static final Path GROUPS = Path.of("/proc/self/cgroup");
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    private static final int FIELDS = 3;

    private static final List<String> DROPPABLE = List.of("inactive_file", "active_file", "slab_reclaimable");
    private static final List<String> DROPPABLE_IN_FIRST = List.of("total_inactive_file", "total_active_file");

    private CgroupMemory() {}

    /** What one group leaves, and whether its parent's limits count, too. */
    private interface Version {
        long left(Path group, long swapBytes) throws IOException;

        boolean inherits(Path group) throws IOException;
    }

    /**
     * What they leave of memory and swap together.
     *
     * @param swapBytes how much swap the machine has left, of which a group may use less
     * @return bytes, or {@link Long#MAX_VALUE} when there is no limit, or it cannot be told
     */
    static long bytes(long swapBytes) {
        return bytes(GROUPS, MOUNT, swapBytes);
    }

    static long bytes(Path groups, Path mount, long swapBytes) {
        try {
            // Such as 0::/job, or 4:memory:/job of version 1.
            return Files.readAllLines(groups).stream()
                    .map(line -> line.split(":", FIELDS))
                    .filter(fields -> fields.length == FIELDS)
                    .mapToLong(fields -> leftBy(fields, mount, swapBytes))
                    .min()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long leftBy(String[] fields, Path mount, long swapBytes) {
        if (fields[0].equals("0")) {
            boolean alone = Files.exists(mount.resolve("cgroup.controllers"));
            return left(alone ? mount : mount.resolve("unified"), fields[2], new Second(), swapBytes);
        }
        boolean ofMemory = Arrays.asList(fields[1].split(",")).contains("memory");
        return ofMemory ? left(mount.resolve("memory"), fields[2], new First(), swapBytes) : Long.MAX_VALUE;
    }

    /** In a container the path may be the host's, and the mount begins with the own group. */
    private static long left(Path mount, String path, Version version, long swapBytes) {
        if (path.startsWith("/..")) {
            // Outside of what is mounted here.
            return Long.MAX_VALUE;
        }
        try {
            Path named = mount.resolve("." + path).normalize();
            long least = Long.MAX_VALUE;
            for (@Nullable Path group = named; group != null && group.startsWith(mount); group = group.getParent()) {
                if (!Files.exists(group)) {
                    continue;
                }
                least = Math.min(least, version.left(group, swapBytes));
                if (!version.inherits(group)) {
                    break;
                }
            }
            return least;
        } catch (IOException | InvalidPathException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static final class Second implements Version {
        @Override
        public long left(Path group, long swapBytes) throws IOException {
            long left = room(group, "memory.max", "memory.current", DROPPABLE);
            return plus(left, Math.min(swapBytes, room(group, "memory.swap.max", "memory.swap.current", List.of())));
        }

        @Override
        public boolean inherits(Path group) {
            return true;
        }
    }

    /** Where swap is accounted, there is a limit for memory and swap together. */
    private static final class First implements Version {
        @Override
        public long left(Path group, long swapBytes) throws IOException {
            long memory = room(group, "memory.limit_in_bytes", "memory.usage_in_bytes", DROPPABLE_IN_FIRST);
            long both = room(group, "memory.memsw.limit_in_bytes", "memory.memsw.usage_in_bytes", DROPPABLE_IN_FIRST);
            return Math.min(plus(memory, swapBytes), both);
        }

        /** Of old kernels only: now no group is without. */
        @Override
        public boolean inherits(Path group) throws IOException {
            Path hierarchy = group.resolveSibling("memory.use_hierarchy");
            return !Files.exists(hierarchy) || number(hierarchy) != 0;
        }
    }

    /** What the limit of one file leaves; without that file there is none, as at the root. */
    private static long room(Path group, String limit, String used, List<String> droppable) throws IOException {
        if (!Files.exists(group.resolve(limit))) {
            return Long.MAX_VALUE;
        }
        long most = number(group.resolve(limit));
        if (most == Long.MAX_VALUE) {
            return most;
        }
        long dropped = Files.readAllLines(group.resolve("memory.stat")).stream()
                .map(line -> line.split(" "))
                .filter(line -> droppable.contains(line[0]))
                .mapToLong(line -> Long.parseLong(line[1]))
                .sum();
        return Math.max(0, most - Math.max(0, number(group.resolve(used)) - dropped));
    }

    private static long plus(long bytes, long more) {
        return bytes > Long.MAX_VALUE - more ? Long.MAX_VALUE : bytes + more;
    }

    /** No limit is "max", and in version 1 the largest number of whole pages. */
    private static long number(Path file) throws IOException {
        String text = Files.readString(file).strip();
        long number = text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
        return number > Long.MAX_VALUE >> 1 ? Long.MAX_VALUE : number;
    }
}
