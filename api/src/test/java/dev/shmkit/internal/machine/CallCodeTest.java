package dev.shmkit.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.internal.posix.Platform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link SigbusCodeTest}. The program of C puts the address of one of its functions behind the instructions. */
class CallCodeTest {
    private static final long FUNCTION = 0x1122334455667788L;
    private static final int INSTRUCTION_BYTES = CallCode.BYTES - Long.BYTES;

    @TempDir
    private Path directory;

    @Test
    void shouldBeWhatTheSourceForThisMachineAssemblesTo() throws Exception {
        assertThat(thisMachine().assembled("call")).isEqualTo(instructions(Platform.ARM));
    }

    @Test
    void shouldBeWhatTheSourceForAarch64AssemblesTo() throws Exception {
        assumeTrue(aarch64().canAssemble(), "no assembler for aarch64");
        assertThat(aarch64().assembled("call")).isEqualTo(instructions(true));
    }

    @Test
    void shouldPassTheLongOnToTheFunctionOnThisMachine() throws Exception {
        thisMachine().run("call", instructions(Platform.ARM));
    }

    @Test
    void shouldPassTheLongOnToTheFunctionOnAnEmulatedAarch64() throws Exception {
        assumeTrue(aarch64().canRun(), "no compiler or emulator for aarch64");
        aarch64().run("call", instructions(true));
    }

    @Test
    void shouldEndWithTheFunctionsAddress() {
        ByteBuffer code =
                ByteBuffer.wrap(CallCode.bytes(Platform.ARM, FUNCTION)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(code.getLong(INSTRUCTION_BYTES)).isEqualTo(FUNCTION);
    }

    private static byte[] instructions(boolean arm) {
        return Arrays.copyOf(CallCode.bytes(arm, FUNCTION), INSTRUCTION_BYTES);
    }

    private MachineCode thisMachine() {
        return MachineCode.own(directory);
    }

    private MachineCode aarch64() {
        return MachineCode.aarch64(directory);
    }
}
