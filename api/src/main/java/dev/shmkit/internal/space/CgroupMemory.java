package dev.shmkit.internal.space;

import java.io.IOException;
import java.nio.file.Files;
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

    private static final Names SECOND =
            new Names("memory.max", "memory.current", List.of("inactive_file", "active_file", "slab_reclaimable"));
    private static final Names FIRST = new Names(
            "memory.limit_in_bytes", "memory.usage_in_bytes", List.of("total_inactive_file", "total_active_file"));

    private CgroupMemory() {}

    /** What a group's files are called, and the lines of its memory.stat that tell what can be dropped. */
    private record Names(String limit, String used, List<String> droppable) {}

    /** Bytes, or {@link Long#MAX_VALUE} when there is no limit, or it cannot be told. */
    static long bytes() {
        return bytes(GROUPS, MOUNT);
    }

    static long bytes(Path groups, Path mount) {
        try {
            // Such as 0::/job, or 4:memory:/job of version 1.
            return Files.readAllLines(groups).stream()
                    .map(line -> line.split(":", FIELDS))
                    .filter(fields -> fields.length == FIELDS)
                    .mapToLong(fields -> leftBy(fields, mount))
                    .min()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long leftBy(String[] fields, Path mount) {
        if (fields[0].equals("0")) {
            return left(mount, fields[2], SECOND);
        }
        boolean ofMemory = Arrays.asList(fields[1].split(",")).contains("memory");
        return ofMemory ? left(mount.resolve("memory"), fields[2], FIRST) : Long.MAX_VALUE;
    }

    /** A limit counts for all groups below. In a container the path may be the host's, and the mount begins with the own group. */
    private static long left(Path mount, String path, Names names) {
        Path named = mount.resolve("." + path).normalize();
        Path own = named.startsWith(mount) ? named : mount;
        long least = Long.MAX_VALUE;
        for (@Nullable Path group = own; group != null && group.startsWith(mount); group = group.getParent()) {
            least = Math.min(least, left(group, names));
        }
        return least;
    }

    private static long left(Path group, Names names) {
        try {
            long limit = number(group.resolve(names.limit()));
            if (limit == Long.MAX_VALUE) {
                return limit;
            }
            long droppable = Files.readAllLines(group.resolve("memory.stat")).stream()
                    .map(line -> line.split(" "))
                    .filter(line -> names.droppable().contains(line[0]))
                    .mapToLong(line -> Long.parseLong(line[1]))
                    .sum();
            return Math.max(0, limit - Math.max(0, number(group.resolve(names.used())) - droppable));
        } catch (IOException e) {
            // The root has no limit, and where the path is another namespace's there is nothing.
            return Long.MAX_VALUE;
        }
    }

    /** No limit is "max", and in version 1 the largest number of whole pages. */
    private static long number(Path file) throws IOException {
        String text = Files.readString(file).strip();
        long number = text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
        return number > Long.MAX_VALUE >> 1 ? Long.MAX_VALUE : number;
    }
}
