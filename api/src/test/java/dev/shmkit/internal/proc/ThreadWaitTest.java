package dev.shmkit.internal.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.proc.ThreadWait.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of /proc/&lt;tid&gt;/syscall and, where that is hidden, of wchan. */
class ThreadWaitTest {
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    private static final String FUTEX = ARM ? "98" : "202";
    private static final String RESTART = ARM ? "128" : "219";
    private static final String PLACE = " 0x7ffcd6a5f2c8 0x7f5c19b0a117";

    private static ThreadWait parse(String line) {
        return ThreadWait.parse(line.getBytes(ISO_8859_1), line.length());
    }

    @Test
    void shouldFindTheWordThatALockWaitsOn() {
        assertThat(parse(FUTEX + " 0x7f5c1a000000 0x0 0x2 0x0 0x0 0x0" + PLACE + "\n"))
                .isEqualTo(new ThreadWait(Kind.FUTEX, 0x7f5c1a000000L, false, 0));
    }

    @Test
    void shouldTellAWaitWithATimeoutFromOneWithout() {
        String line = " 0x7f5c1a000000 0x89 0x2 0x7ffcd6a5f300 0x0 0xffffffff" + PLACE + "\n";
        ThreadWait timed = new ThreadWait(Kind.FUTEX, 0x7f5c1a000000L, true, 0);
        assertThat(parse(FUTEX + line)).isEqualTo(timed);
        assertThat(parse(RESTART + line))
                .as("after the process was stopped and went on")
                .isEqualTo(timed);
    }

    /** "shmkwait" and "shmktime" in the register that the kernel leaves alone. */
    @Test
    void shouldTellAWaitInPartsFromOneThatEndsByItself() {
        String line = " 0x7f5c1a000000 0x0 0x2 0x7ffcd6a5f300 0x1234567 ";
        assertThat(parse(FUTEX + line + "0x73686d6b77616974" + PLACE))
                .isEqualTo(new ThreadWait(Kind.FUTEX, 0x7f5c1a000000L, false, 0x1234567));
        assertThat(parse(FUTEX + line + "0x73686d6b74696d65" + PLACE))
                .isEqualTo(new ThreadWait(Kind.FUTEX, 0x7f5c1a000000L, true, 0x1234567));
        assertThat(parse(FUTEX + line + "0x7f5c1a000000" + PLACE))
                .as("what another program left there")
                .isEqualTo(new ThreadWait(Kind.FUTEX, 0x7f5c1a000000L, true, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "running\n",
                "-1 0x7ffcd6a5f2c8 0x7f5c19b0a117\n",
                "0 0x3 0x7fb3 0x20000 0x0 0x0 0x0 0x1 0x2\n"
            })
    void shouldTakeNothingElseForAWait(String line) {
        assertThat(parse(line).kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void shouldNotTakeAWakeForAWait() {
        assertThat(parse(FUTEX + " 0x7f5c1a000000 0x1 0x1 0x0 0x0 0x0" + PLACE).kind())
                .isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"futex_wait_queue_me", "futex_wait_queue", "futex_do_wait", "do_futex", "__futex_wait"})
    void shouldTakeAnyFutexForAPossibleWait(String channel) {
        assertThat(ThreadWait.sleepsIn(Optional.of(channel))).isEqualTo(Kind.SOME_FUTEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ep_poll", "hrtimer_nanosleep", "do_sys_poll", "pipe_read"})
    void shouldTakeNoOtherChannelForAWait(String channel) {
        assertThat(ThreadWait.sleepsIn(Optional.of(channel))).isEqualTo(Kind.OTHER);
    }

    @Test
    void shouldTakeAChannelThatSaysNothingForHidden() {
        assertThat(ThreadWait.sleepsIn(Optional.of("0"))).isEqualTo(Kind.HIDDEN);
        assertThat(ThreadWait.sleepsIn(Optional.empty())).as("unreadable").isEqualTo(Kind.HIDDEN);
    }

    @Test
    void shouldFindNothingOfAThreadThatIsGone() {
        assertThat(ThreadWait.of(Integer.MAX_VALUE, Integer.MAX_VALUE, new FileBytes())
                        .kind())
                .isEqualTo(Kind.OTHER);
    }
}
