package dev.shmkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.host.RegionMapper;
import dev.shmkit.host.RegionWaiter;
import org.junit.jupiter.api.Test;

class WhoTest {
    @Test
    void shouldNameAThreadOnceWhereItIsCalledAsItsProcess() {
        assertThat(Who.thread("java", 4711, "worker", 4712)).isEqualTo("java[4711] worker tid 4712");
        assertThat(Who.thread("peer", 4711, "peer", 4711)).isEqualTo("peer[4711] tid 4711");
        assertThat(Who.thread("", 4711, "", 4712)).isEqualTo("pid 4711 tid 4712");
    }

    @Test
    void shouldLetNoNameOfAProcessReachTheTerminal() {
        String red = "\u001b[31mred";
        assertThat(new RegionMapper(7, red, 0, false)).hasToString("?[31mred[7]");
        assertThat(new RegionWaiter(7, 8, red, red + "!", 0, false, false))
                .hasToString("?[31mred[7] ?[31mred! tid 8 (possibly)");
    }
}
