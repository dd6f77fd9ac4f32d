package dev.shmkit.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.shmkit.testing.ChildJvm;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMemoryTest {
    private static final int BYTES = 32;

    private final Memory memory = new Memory(BYTES);

    /** As in packed structs. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 12})
    void shouldReadAndWriteWhereverANumberBegins(int offset) {
        memory.clear();
        long address = Pointer.nativeValue(memory) + offset;
        RawMemory.putLong(address, Long.MIN_VALUE + 1);
        assertThat(RawMemory.getLong(address)).isEqualTo(Long.MIN_VALUE + 1).isEqualTo(memory.getLong(offset));
        RawMemory.putInt(address + 1, -7);
        assertThat(RawMemory.getInt(address + 1)).isEqualTo(-7).isEqualTo(memory.getInt(offset + 1));
        RawMemory.putShort(address + 5, (short) -30_000);
        assertThat(RawMemory.getShort(address + 5)).isEqualTo((short) -30_000).isEqualTo(memory.getShort(offset + 5));
        RawMemory.putByte(address + 3, (byte) -3);
        assertThat(RawMemory.getByte(address + 3)).isEqualTo((byte) -3).isEqualTo(memory.getByte(offset + 3));
        assertThat(memory.getByteArray(offset + 8, BYTES - offset - 8)).isEqualTo(new byte[BYTES - offset - 8]);
        assertThat(memory.getByteArray(0, offset)).isEqualTo(new byte[offset]);
    }

    /** Where the JVM says that it will not have native access, or has no such API yet. */
    @Test
    void shouldFindAWayWhereNativeAccessIsDenied() throws IOException {
        ChildJvm.Exit exit = ChildJvm.of(RawMemoryChild.class)
                .deniedNativeAccess()
                .args("access")
                .run();
        assertThat(exit.requireSuccess()).contains("UnsafeAccess read 42");
    }

    @Test
    void shouldTakeTheJdksOwnWayWithoutAWarning() throws IOException {
        String expected = Runtime.version().feature() >= RawAccess.FOREIGN_JAVA ? "ForeignAccess" : "UnsafeAccess";
        ChildJvm.Exit exit = ChildJvm.of(RawMemoryChild.class).run();
        assertThat(exit.requireSuccess()).contains(expected + " found").doesNotContain("WARNING");
    }

    @Test
    void shouldSayAtEveryAccessWhatAJavaWithoutAWayLacks() throws IOException {
        ChildJvm.Exit exit = ChildJvm.of(RawMemoryChild.class)
                .vm("--limit-modules", "java.base")
                .deniedNativeAccess()
                .args("nowhere")
                .run();
        assertThat(exit.requireSuccess())
                .contains("MissingAccess found")
                .contains("getByte: rows and columns need the module jdk.unsupported")
                .contains("putByte: rows and columns need the module jdk.unsupported")
                .contains("getLong: rows and columns need the module jdk.unsupported")
                .contains("putLong: rows and columns need the module jdk.unsupported");
    }
}
