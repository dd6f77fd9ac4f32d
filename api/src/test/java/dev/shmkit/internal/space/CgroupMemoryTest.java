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
        return CgroupMemory.bytes(Files.writeString(mount.resolve("groups"), String.join("\n", groups) + "\n"), mount);
    }

    private void second(String group, String max, long current, long ofFiles) throws IOException {
        Path directory = Files.createDirectories(mount.resolve(group));
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
        assertThat(bytes("4:memory:/../../docker/0123abcd")).isEqualTo(30 * MIB);
    }

    @Test
    void shouldSayThatNothingIsLeftToAGroupThatIsOverItsLimit() throws IOException {
        second("job", Long.toString(MIB), 2 * MIB, 0);
        assertThat(bytes("0::/job")).isZero();
    }

    @Test
    void shouldKnowNoLimitWhereThereAreNoGroups() throws IOException {
        assertThat(bytes("nonsense")).isEqualTo(Long.MAX_VALUE);
        assertThat(CgroupMemory.bytes(mount.resolve("none"), mount)).isEqualTo(Long.MAX_VALUE);
    }
}
