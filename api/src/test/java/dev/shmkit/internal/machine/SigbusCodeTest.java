package dev.shmkit.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.internal.posix.Platform;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine code is what its source says, and does what it should. The other machine's is only looked at where there is a compiler
 * for it and an emulator.
 */
class SigbusCodeTest {
    @TempDir
    private Path directory;

    @Test
    void shouldBeWhatTheSourceForThisMachineAssemblesTo() throws Exception {
        assertThat(thisMachine().assembled("sigbus")).isEqualTo(SigbusCode.bytes(Platform.ARM));
    }

    @Test
    void shouldBeWhatTheSourceForAarch64AssemblesTo() throws Exception {
        assumeTrue(aarch64().canAssemble(), "no assembler for aarch64");
        assertThat(aarch64().assembled("sigbus")).isEqualTo(SigbusCode.bytes(true));
    }

    @Test
    void shouldMeetEachKindOfFaultOnThisMachineAsItShould() throws Exception {
        thisMachine().run("sigbus", SigbusCode.bytes(Platform.ARM));
    }

    @Test
    void shouldMeetEachKindOfFaultOnAnEmulatedAarch64AsItShould() throws Exception {
        assumeTrue(aarch64().canRun(), "no compiler or emulator for aarch64");
        aarch64().run("sigbus", SigbusCode.bytes(true));
    }

    private MachineCode thisMachine() {
        return MachineCode.own(directory);
    }

    private MachineCode aarch64() {
        return MachineCode.aarch64(directory);
    }
}
