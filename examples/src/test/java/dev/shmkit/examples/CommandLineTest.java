package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The programs by themselves: what they say and how they end. */
class CommandLineTest {
    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldCountWithTheExampleInTheJvmAndWithThePeerInC() {
        String key = peers.key();
        assertThat(peers.counter("create", key).exitsWith(0)).startsWith("created " + key);
        peers.counter("add", key, "8", "1000").exitsWith(0);
        peers.cSays("add", key, "8", "234");
        assertThat(peers.counter("get", key, "8").exitsWith(0)).isEqualTo("1234");
        assertThat(peers.cSays("get", key, "8")).isEqualTo("1234");
        peers.counter("unlink", key).exitsWith(0);
    }

    @Test
    void shouldSayHowTheExampleIsUsed() {
        assertThat(peers.counter().exitsWith(2)).startsWith("usage: Counter");
        assertThat(peers.counter("add", "/key", "0").exitsWith(2)).startsWith("usage: Counter");
        assertThat(peers.counter("add", "/key", "0", "many").exitsWith(2)).contains("many");
        assertThat(peers.counter("get", peers.key(), "0").exitsWith(1)).contains("does not exist");
    }

    @Test
    void shouldSayHowThePeerIsUsed() {
        String key = peers.key();
        assertThat(peers.c().exitsWith(2)).startsWith("usage: peer");
        assertThat(peers.c("put", key, "0").exitsWith(2)).startsWith("usage: peer");
        assertThat(peers.c("create", key, "0").exitsWith(2)).isEqualTo("peer: \"0\" is not a number of at least 1");
        assertThat(peers.c("get", key, "0").exitsWith(1))
                .isEqualTo("peer: attaching to %s: No such file or directory", key);
        peers.cSays("create", key, "8");
        assertThat(peers.c("create", key, "8").exitsWith(1)).contains("File exists");
        assertThat(peers.c("get", key, "1").exitsWith(1)).contains("beyond the end");
        peers.cSays("unlink", key);
    }
}
