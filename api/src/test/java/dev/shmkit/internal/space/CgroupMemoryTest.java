package dev.shmkit.internal.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that are made up: files as the kernel shows them. */
class CgroupMemoryTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path mount;

    private long bytes(String... groups) throws IOException {
        return withSwap(0, groups);
    }

    private long withSwap(long swapBytes, String... groups) throws IOException {
        Path file = Files.writeString(mount.resolve("groups"), String.join("\n", groups) + "\n");
        return CgroupMemory.bytes(file, mount, swapBytes);
    }

    private void second(String group, String max, long current, long ofFiles) throws IOException {
        Path directory = Files.createDirectories(mount.resolve(group));
        if (!group.equals("unified")) {
            Files.writeString(mount.resolve("cgroup.controllers"), "memory\n");
        }
        Files.writeString(directory.resolve("memory.max"), max + "\n");
        Files.writeString(directory.resolve("memory.current"), current + "\n");
        Files.writeString(
                directory.resolve("memory.stat"),
                "anon 1\nfile %d\nshmem 77\ninactive_file %d\nactive_file %d\nslab_reclaimable 0\n"
                        .formatted(ofFiles + 77, ofFiles / 2, ofFiles - ofFiles / 2));
    }

    private void first(String group, long limit, long usage, long ofFiles) throws IOException {
        Path directory = Files.createDirectories(mount.resolve(group));
        Files.writeString(directory.resolve("memory.limit_in_bytes"), limit + "\n");
        Files.writeString(directory.resolve("memory.usage_in_bytes"), usage + "\n");
        Files.writeString(
                directory.resolve("memory.stat"),
                "cache 1\ninactive_file 5\ntotal_inactive_file %d\ntotal_active_file 0\n".formatted(ofFiles));
    }

    @Test
    void shouldCountWhatCanBeDroppedAsAvailable() throws IOException {
        second("job", Long.toString(100 * MIB), 60 * MIB, 20 * MIB);
        assertThat(bytes("0::/job")).isEqualTo(60 * MIB);
    }

    @Test
    void shouldTakeTheLeastOfTheLimitsAboveAGroup() throws IOException {
        second("slurm", Long.toString(50 * MIB), 40 * MIB, 0);
        second("slurm/job", Long.toString(100 * MIB), 30 * MIB, 0);
        second("slurm/job/step", "max", 30 * MIB, 0);
        assertThat(bytes("0::/slurm/job/step")).isEqualTo(10 * MIB);
        assertThat(bytes("0::/elsewhere")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldKnowVersionOneWhichStandsBesideVersionTwo() throws IOException {
        first("memory/job", 100 * MIB, 70 * MIB, 10 * MIB);
        first("memory", Long.MAX_VALUE & -4096, 500 * MIB, 0);
        second("unified", "max", 1, 0);
        assertThat(bytes("9:name=systemd:/job", "4:cpu,memory:/job", "1:cpu:/job", "0::/"))
                .isEqualTo(40 * MIB);
        assertThat(bytes("4:memory:/", "0::/")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldLookAtTheMountWhereThePathIsTheHosts() throws IOException {
        first("memory", 100 * MIB, 70 * MIB, 0);
        assertThat(bytes("4:memory:/docker/0123abcd")).isEqualTo(30 * MIB);
        assertThat(bytes("4:memory:/../../docker/0123abcd"))
                .as("outside of what is mounted")
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldCountOnlyTheSwapThatAGroupMayUse() throws IOException {
        second("job", Long.toString(100 * MIB), 60 * MIB, 0);
        assertThat(withSwap(MIB, "0::/job")).as("no limit of swap").isEqualTo(41 * MIB);
        Files.writeString(mount.resolve("job/memory.swap.max"), "0\n");
        Files.writeString(mount.resolve("job/memory.swap.current"), "0\n");
        assertThat(withSwap(MIB, "0::/job")).isEqualTo(40 * MIB);
        first("memory/job", 100 * MIB, 60 * MIB, 0);
        assertThat(withSwap(50 * MIB, "4:memory:/job")).isEqualTo(90 * MIB);
        Files.writeString(mount.resolve("memory/job/memory.memsw.limit_in_bytes"), 120 * MIB + "\n");
        Files.writeString(mount.resolve("memory/job/memory.memsw.usage_in_bytes"), 60 * MIB + "\n");
        assertThat(withSwap(50 * MIB, "4:memory:/job")).isEqualTo(60 * MIB);
    }

    @Test
    void shouldLeaveOutWhatDoesNotCountBelow() throws IOException {
        first("memory/job", 100 * MIB, 70 * MIB, 0);
        first("memory", 10 * MIB, 70 * MIB, 0);
        assertThat(bytes("4:memory:/job")).isZero();
        Files.writeString(mount.resolve("memory/memory.use_hierarchy"), "0\n");
        assertThat(bytes("4:memory:/job")).isEqualTo(30 * MIB);
    }

    @Test
    void shouldNotFailOverWhatItCannotRead() throws IOException {
        second("job", "many", 60 * MIB, 0);
        assertThat(bytes("0::/job")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldSayThatNothingIsLeftToAGroupThatIsOverItsLimit() throws IOException {
        second("job", Long.toString(MIB), 2 * MIB, 0);
        assertThat(bytes("0::/job")).isZero();
    }

    @Test
    void shouldKnowNoLimitWhereThereAreNoGroups() throws IOException {
        assertThat(bytes("nonsense")).isEqualTo(Long.MAX_VALUE);
        assertThat(CgroupMemory.bytes(mount.resolve("none"), mount, 0)).isEqualTo(Long.MAX_VALUE);
    }
}
