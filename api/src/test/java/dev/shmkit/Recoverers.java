package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;

/** Two JVMs that recover the same lock at once, again and again. */
final class Recoverers {
    private Recoverers() {}

    /** Writes a lock's words as a dead holder left them. */
    @FunctionalInterface
    interface Forger {
        void forge(int round) throws IOException;
    }

    /** Lets both try in each round, with the lock's words forged before it: one wins and gives the lock back. */
    static void assertThatOneWins(String key, int rounds, Forger forger) throws IOException {
        ChildJvm recovering = ChildJvm.of(LockChild.class).args(key, "recover");
        try (RunningChild one = recovering.start();
                RunningChild two = recovering.start()) {
            one.awaitLine("ready");
            two.awaitLine("ready");
            for (int i = 0; i < rounds; i++) {
                forger.forge(i);
                one.tell("" + i);
                two.tell("" + i);
                int wins = Integer.parseInt(one.awaitLine("won-" + i + " "))
                        + Integer.parseInt(two.awaitLine("won-" + i + " "));
                assertThat(wins).isEqualTo(1);
                assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
            }
            one.closeInput();
            two.closeInput();
            one.awaitExit().requireSuccess();
            two.awaitExit().requireSuccess();
        }
    }
}
