package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of this folder, run as their first lines say. */
class ScriptsTest {
    /** Scripts are compiled first, several at once on two cores. */
    private static final Duration WITH_COMPILER = Duration.ofSeconds(90);

    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldCountTogether() {
        String key = peers.key();
        List<Child> counters = List.of(
                peers.script("counter.jsh", key, "500"),
                peers.script("counter.jsh", key, "700"),
                peers.script("counter.jsh", key, "900"));
        counters.forEach(counter -> counter.exitsWith(0, WITH_COMPILER));
        assertThat(peers.cSays("get", key, "0")).isEqualTo("2100");
        assertThat(peers.cSays("get", key, "8")).isEqualTo("3");
        peers.cSays("unlink", key);
    }

    @Test
    void shouldQueueMessagesInARing() {
        String key = peers.key();
        Child consumer = peers.script("ring-buffer.main.kts", key, "consume", "100000");
        Child producer = peers.script("ring-buffer.main.kts", key, "produce", "100000");
        assertThat(producer.exitsWith(0, WITH_COMPILER)).endsWith("produced 100000 messages");
        assertThat(consumer.exitsWith(0, WITH_COMPILER)).endsWith("consumed 100000 messages, their sum is 5000050000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"counter.jsh", "ring-buffer.main.kts", "lock-watchdog.main.kts"})
    void shouldSayHowItIsUsedWithTooFewArguments(String script) {
        assertThat(peers.script(script, peers.key()).exitsWith(2, WITH_COMPILER))
                .startsWith("usage: ./shm run examples/" + script + " KEY ")
                .doesNotContain("\n");
    }

    @Test
    void shouldReadWhatPythonWrites() {
        String key = peers.key();
        Path debian = Path.of("/usr/bin/python3");
        String python = Files.isExecutable(debian) ? debian.toString() : "python3";
        Child producer = peers.start(List.of(python, "producer.py", key.substring(1)));
        assertThat(peers.script("python-reader.jsh", key.substring(1)).exitsWith(0, WITH_COMPILER))
                .contains("a value from Python: ", "it is half the count: true");
        assertThat(producer.exitsWith(0)).isEqualTo("stopped after a request");
    }

    @Test
    void shouldTellOfALockThatIsHeldTooLongAndOfOneWhoseHolderIsGone() {
        String held = peers.key();
        String abandoned = peers.key();
        String free = peers.key();
        for (String key : List.of(held, abandoned, free)) {
            peers.cSays("create", key, "64");
        }
        Child holder = peers.c("hold", held);
        holder.number("held");
        peers.c("die", abandoned).exitsWith(128 + 9);
        String prefix = "/shmkit-examples-" + ProcessHandle.current().pid() + "-";
        String told = peers.script("lock-watchdog.main.kts", prefix, "200", "2").exitsWith(3, WITH_COMPILER);
        holder.enter();
        holder.exitsWith(0);
        assertThat(told)
                .contains(held + ": held for more than 200ms by peer[" + holder.pid() + "]")
                .contains(abandoned + ": the holder is gone; free it with: shm recover " + abandoned)
                .doesNotContain(free);
        assertThat(told.lines()).hasSize(2);
        assertThat(peers.script("lock-watchdog.main.kts", free, "200", "1").exitsWith(0, WITH_COMPILER))
                .isEmpty();
        for (String key : List.of(held, abandoned, free)) {
            peers.cSays("unlink", key);
        }
    }
}
