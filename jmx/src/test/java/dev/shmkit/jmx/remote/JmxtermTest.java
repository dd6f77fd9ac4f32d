package dev.shmkit.jmx.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that nobody here wrote does by name what people do with it. */
class JmxtermTest extends OnConnector {
    private static final int LOST_HOLDER = Integer.MAX_VALUE - 1;
    private static final String LOCK_STATE = "get --simple LockState";
    private static final String STALL_MILLIS = "get --simple --bean dev.shmkit:type=Host StallMillis";

    private final String chosen = "bean " + bean;

    @BeforeEach
    void write() {
        region.putLong(8, 4711).putString(16, "Hello, jmxterm");
    }

    private ChildJvm.Exit run(String user, String... commands) throws IOException {
        return new Jmxterm(connector, directory).run(user, Users.PASSWORD, commands);
    }

    /** What a holder that was killed leaves behind: a tid that no thread has. */
    private void abandonTheLock() {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1).putInt(8, LOST_HOLDER).putInt(12, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", "control"})
    void shouldReadAttributesAndCallOperationsThatReadByName(String user) throws Exception {
        String output = run(
                        user,
                        chosen,
                        "get Key SizeBytes LockState Mode LockHolder",
                        "run readLong 8",
                        "run hexdump 16 5",
                        "run --bean dev.shmkit:type=Host showRegion " + key)
                .requireSuccess();
        assertThat(output.lines())
                .contains("Key = " + key + ";", "SizeBytes = 64;", "LockState = FREE;", "Mode = rw-rw-rw-;")
                .contains(
                        "LockHolder = null;",
                        "4711",
                        "00000010  48 65 6c 6c 6f                                    |Hello|")
                .contains("  path = " + region.path() + ";");
    }

    @Test
    void shouldShowWhatAttributesOperationsAndParametersMean() throws Exception {
        String output = run("monitor", chosen, "info --detail").requireSuccess();
        assertThat(output)
                .contains("SizeBytes (long, r), Bytes of data, without the 64 byte header\n")
                .contains("hexdump(long offset,int length), Shows data bytes as hexdump -C does\n")
                .contains(
                        "       offset: First data byte\n",
                        "       length: How many bytes, at most 65536; fewer where the region ends\n")
                .contains("void unlink(), Removes the region's name; processes that map it keep it\n");
    }

    @Test
    void shouldRefuseTheMonitorRoleToChangeAnything() throws Exception {
        abandonTheLock();
        String before = run("monitor", STALL_MILLIS).requireSuccess();
        for (String change :
                List.of("run unlink", "run recoverLock", "set --bean dev.shmkit:type=Host StallMillis 1234")) {
            ChildJvm.Exit refused = run("monitor", chosen, LOCK_STATE, change, "get --simple Key");
            assertThat(refused.code()).as(change).isNotZero();
            assertThat(refused.output())
                    .contains("ABANDONED\n", "SecurityException: monitor may not ", "that needs the role control\n")
                    .as("nothing follows what is refused")
                    .doesNotContain("\n" + key + "\n");
        }
        assertThat(run("monitor", chosen, LOCK_STATE).requireSuccess().lines()).contains("ABANDONED");
        assertThat(run("monitor", STALL_MILLIS).requireSuccess()).isEqualTo(before);
        assertThat(region.path()).exists();
    }

    @Test
    void shouldLetTheControlRoleChangeThings() throws Exception {
        abandonTheLock();
        String output = run("control", chosen, LOCK_STATE, "run recoverLock", LOCK_STATE, "run unlink")
                .requireSuccess();
        assertThat(output)
                .containsSubsequence(
                        "ABANDONED\n", "recovered; it was ABANDONED", Integer.toString(LOST_HOLDER), "FREE\n");
        assertThat(region.path()).doesNotExist();
    }

    @Test
    void shouldNotLetInWhoKnowsNoPassword() throws Exception {
        ChildJvm.Exit refused = new Jmxterm(connector, directory).run("control", "guess", chosen, "run unlink");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.output()).contains("SecurityException: the user or the password is wrong");
        assertThat(region.path()).exists();
    }
}
