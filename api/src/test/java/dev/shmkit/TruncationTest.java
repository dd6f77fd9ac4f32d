package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this JVM does to a region here, another JVM must survive. */
@ExtendWith(LeavesNothingBehind.class)
class TruncationTest {
    /** Since then HotSpot raises the error at the very access. */
    private static final boolean PRECISE = Runtime.version().feature() >= 21;

    private final String key = Keys.unique("truncated");
    private final SharedMemory region = SharedMemory.create(key, TruncationChild.SIZE);

    @AfterEach
    void close() {
        SharedMemory.unlink(key);
        region.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getByte",
                "getLong",
                "putLong",
                "strided get",
                "strided set",
                "getLongVolatile",
                "putLongRelease",
                "compareAndSetLong",
                "compareAndSetInt",
                "getAndAddLong",
                "getAndAddInt",
                "getBytes",
                "putBytes",
                "getString"
            })
    void shouldSurviveInterpretedAccessesToPagesThatAreGone(String operation) throws Exception {
        String met = meet(operation, "calm", 0, "-Xint");
        if (PRECISE) {
            assertTellsOfTruncation(met);
        } else {
            assertThat(met).matches("(RegionTruncatedException|InternalError) .*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getByte",
                "getLong",
                "putLong",
                "strided get",
                "strided set",
                "getLongVolatile",
                "putLongRelease",
                "compareAndSetLong",
                "compareAndSetInt",
                "getAndAddLong",
                "getAndAddInt",
                "getBytes",
                "putBytes",
                "sum of ints",
                "sum of volatile ints",
                "sum of misaligned ints",
                "sum of strided ints",
                "sum of single strided ints",
                "sum of strided floats",
                "sum of strided doubles",
                "number get",
                "number set",
                "sum of int numbers",
                "sum of float numbers",
                "sum of double numbers",
                "sum of short numbers",
                "sum of byte numbers",
                "booleans",
                "single bits of byte numbers",
                "single bits of short numbers",
                "sum of strided shorts",
                "sum of strided bytes",
                "strided booleans",
                "single bits of strided bytes",
                "single bits of int numbers",
                "single bits of long numbers",
                "single bits",
                "single strided bits"
            })
    void shouldSurviveHotCompiledLoopsWhenThePagesGo(String operation) throws Exception {
        // Inlined into a hot loop, the error can come behind the accessor's try block: seen on 17 and on 25.
        assertThat(meet(operation, "hot", 0)).matches("(RegionTruncatedException|InternalError) .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pointer get", "pointer set", "pointer copy", "pointer text"})
    void shouldSurviveInterpretedAccessesThroughAPointer(String operation) throws Exception {
        assertThat(meet(operation, "calm", 0, "-Xint")).startsWith("InternalError ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pointer get",
                "pointer set",
                "pointer copy",
                "pointer text",
                "sum at a pointer",
                "bits at a pointer"
            })
    void shouldSurviveHotCompiledLoopsThroughAPointer(String operation) throws Exception {
        assertThat(meet(operation, "hot", 0)).startsWith("InternalError ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"getBytesLarge", "putBytesLarge", "strided sum", "lock", "tryLock", "unlock"})
    void shouldNoticeOnEveryJdkBeforeALargeCopyOrTheLockTouchesTheMemory(String operation) throws Exception {
        assertTellsOfTruncation(meet(operation, "calm", 0));
        assertTellsOfTruncation(meet(operation, "calm", 1));
        assertTellsOfTruncation(meet(operation, "calm", 0, "-Xint"));
    }

    /** Compiled by C1, whose code raises the error at the next call into the VM, also one that resolves a method. */
    @ParameterizedTest
    @ValueSource(strings = {"lock", "tryLock", "tryLockForLong", "lockInterruptibly"})
    void shouldNoticeBeforeCompiledCodeLocksWhatIsGone(String operation) throws Exception {
        assertTellsOfTruncation(meet(operation, "calm", 0, "-Xcomp", "-XX:TieredStopAtLevel=1"));
        assertTellsOfTruncation(meet(operation, "warm", 0));
        assertTellsOfTruncation(meet(operation, "compiled", 0, "-XX:TieredStopAtLevel=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "tryLock", "unlock"})
    void shouldNoticeBeforePthreadTouchesARobustLockThatIsGone(String operation) throws Exception {
        makeRobust();
        assertTellsOfTruncation(meet(operation, "calm", 0));
        assertTellsOfTruncation(meet(operation, "calm", 1));
        assertTellsOfTruncation(meet(operation, "calm", 0, "-Xint"));
        assertTellsOfTruncation(meet(operation, "calm", 0, "-Xcomp", "-XX:TieredStopAtLevel=1"));
        assertTellsOfTruncation(meet(operation, "compiled", 0));
    }

    @Test
    void shouldNoticeBeforePthreadRepairsALockThatIsGone() throws Exception {
        makeRobust();
        try (RunningChild holder =
                ChildJvm.of(LockChild.class).args(key, "hold").start()) {
            holder.awaitLine("held by");
            holder.kill();
        }
        assertTellsOfTruncation(meet("repair", "calm", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "lock, false",
        "lock, true",
        "lockInterruptibly, false",
        "lockInterruptibly, true",
        "tryLockForLong, false",
        "tryLockForLong, true"
    })
    void shouldNoticeWhileItWaitsForTheLockOfAFileThatIsTruncated(String operation, boolean robust) throws Exception {
        if (robust) {
            makeRobust();
        }
        try (SharedMemory user = SharedMemory.attach(key, Duration.ZERO);
                ScopedLock lock = user.lock();
                RunningChild child = ChildJvm.of(TruncationChild.class)
                        .args(key, operation, "once")
                        .start()) {
            byte[] whole = Files.readAllBytes(Keys.path(key));
            assertThat(lock).isNotNull();
            child.awaitLine("ready");
            // Plain: 2. Robust: the flag that says so is the sign.
            Eventually.until("it waits", () -> {
                int word = LockWords.of(key).lock();
                return word == 2 || word < 0;
            });
            truncate(0);
            assertTellsOfTruncation(child.awaitLine("met"));
            assertThat(child.awaitExit().requireSuccess()).endsWith("closed\n");
            Files.write(Keys.path(key), whole);
        }
    }

    @RepeatedTest(4)
    void shouldSurviveTruncationsAtAnyMomentOfABusyLock() throws Exception {
        ChildJvm.Exit exit =
                ChildJvm.of(TruncationStorm.class).lockingAs("java").args(key).run();
        assertThat(exit.requireSuccess()).contains("survived %d truncations".formatted(TruncationStorm.TRUNCATIONS));
    }

    @RepeatedTest(4)
    void shouldSurviveTruncationsAtAnyMomentOfABusyRobustLock() throws Exception {
        ChildJvm.Exit exit = ChildJvm.of(TruncationStorm.class)
                .args(key, RegionOption.ROBUST.name())
                .run();
        assertThat(exit.requireSuccess()).contains("survived %d truncations".formatted(TruncationStorm.TRUNCATIONS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"widened ints", "tested ints", "tested bytes", "counted shorts", "bits of longs"})
    void shouldSurviveHotLoopsOverABufferWhoseInstructionsHotSpotCannotStepOver(String operation) throws Exception {
        assertThat(meet(operation, "hot", 0)).matches("(RegionTruncatedException|InternalError) .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crc32", "crc32c", "adler32", "mismatch", "memset", "strnlen"})
    void shouldGiveZerosToNativeCodeAndTellTheNextThatLocks(String operation) throws Exception {
        assertThat(meet(operation, "calm", 0)).matches("(RegionTruncatedException|InternalError) .*");
        assertThat(meet(operation, "hot", 0)).matches("(RegionTruncatedException|InternalError) .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crc32", "memset"})
    void shouldLeaveAllToHotSpotWhenToldTo(String operation) throws Exception {
        byte[] whole = Files.readAllBytes(Keys.path(key));
        try (RunningChild child = ChildJvm.of(TruncationChild.class)
                .vm("-Dshmkit.sigbus=jvm")
                .args(key, operation, "calm")
                .start()) {
            child.awaitLine("ready");
            truncate(0);
            child.tell("go");
            ChildJvm.Exit exit = child.awaitExit();
            assertThat(exit.code()).isNotZero();
            assertThat(exit.output()).contains("# A fatal error has been detected by the Java Runtime Environment");
        }
        Files.write(Keys.path(key), whole);
    }

    @Test
    void shouldPassOnFaultsInMappingsOfOthers() throws Exception {
        ChildJvm.Exit exit = ChildJvm.of(OthersMapping.class).args(key).run();
        assertThat(exit.requireSuccess()).contains("met InternalError");
    }

    private void makeRobust() {
        region.unlink();
        SharedMemory.create(key, TruncationChild.SIZE, RegionOption.ROBUST).close();
    }

    private static void assertTellsOfTruncation(String met) {
        assertThat(met)
                .startsWith("RegionTruncatedException cannot ")
                .contains(" region \"/shmkit-test-")
                .contains("another process truncated /")
                .endsWith("close it and attach again");
    }

    /** What a JVM met that uses the region while it is truncated; it ends well and can close the region. */
    private String meet(String operation, String mode, long lengthBytes, String... options) throws Exception {
        byte[] whole = Files.readAllBytes(Keys.path(key));
        try (RunningChild child = ChildJvm.of(TruncationChild.class)
                .vm(options)
                .args(key, operation, mode)
                .start()) {
            child.awaitLine("ready");
            truncate(lengthBytes);
            child.tell("go");
            String met = child.awaitLine("met");
            assertThat(child.awaitExit().requireSuccess()).endsWith("closed\n");
            Files.write(Keys.path(key), whole);
            return met;
        }
    }

    private void truncate(long lengthBytes) throws IOException {
        try (FileChannel file = FileChannel.open(Keys.path(key), StandardOpenOption.WRITE)) {
            file.truncate(lengthBytes);
        }
    }

    @Test
    void shouldTellWhatIsLeftToTellOfATruncatedRegion() throws Exception {
        truncate(1);
        assertThat(region.lockState()).isEqualTo(LockState.of(LockState.State.UNKNOWN));
        assertThat(region.creatorPid()).isEqualTo(-1);
        assertThat(region.attributes().mode()).isEqualTo("rw-rw-rw-");
        assertThat(region.size()).isEqualTo(TruncationChild.SIZE);
        Refusal.of(
                () -> region.tryLock(Duration.ofSeconds(60)),
                RegionTruncatedException.class,
                key,
                "lock",
                "another process truncated " + region.path(),
                "close it and attach again");
    }

    /** What this process has there since is shared with nobody. */
    @Test
    void shouldStayTruncatedForWhoeverFoundZerosWhenTheFileIsMadeLongerAgain() throws Exception {
        truncate(0);
        assertThat(Function.getFunction("c", "strnlen").invokeLong(new Object[] {region.pointer(), 100L}))
                .isZero();
        try (FileChannel file = FileChannel.open(Keys.path(key), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), 64 + TruncationChild.SIZE - 1);
        }
        Refusal.of(
                region::requireWhole,
                RegionTruncatedException.class,
                key,
                "inspect",
                "another process truncated " + region.path(),
                "close it and attach again");
        Refusal.of(
                region::lock,
                RegionTruncatedException.class,
                key,
                "lock",
                "another process truncated " + region.path(),
                "close it and attach again");
    }

    @Test
    void shouldBeClosableWhenItIsTruncatedWhileItsLockIsHeld() throws Exception {
        SharedMemory user = SharedMemory.attach(key, Duration.ZERO);
        ScopedLock lock = user.lock();
        truncate(0);
        Refusal.of(lock::close, RegionTruncatedException.class, key, "unlock", "close it and attach again");
        user.close();
        assertThat(user.isOpen()).isFalse();
        lock.close();
    }

    @Test
    void shouldNotAttachToATruncatedRegion() throws Exception {
        truncate(64);
        Refusal.of(
                () -> SharedMemory.attach(key, Duration.ZERO),
                AttachTimeoutException.class,
                key,
                "attach",
                "has 64 bytes, too few for a region");
    }
}
