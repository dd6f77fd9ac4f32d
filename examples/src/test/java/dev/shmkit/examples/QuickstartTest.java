package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuickstartTest {
    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldRunTheQuickstartAsItStands() throws IOException {
        Child script = peers.script("quickstart.jsh");
        assertThat(script.exitsWith(0))
                .contains("the answer is 42", "/quickstart (4096 bytes, USER) says", "lock: HELD by java", "lock: FREE")
                .endsWith("counted on from 42");
        assertThat(Host.region("quickstart")).doesNotExist();
    }
}
