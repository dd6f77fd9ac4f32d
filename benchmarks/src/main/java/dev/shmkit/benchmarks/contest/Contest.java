package dev.shmkit.benchmarks.contest;

import dev.shmkit.benchmarks.contest.Measurement.Round;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Runs a row's two sides in turns: A B A B … */
public final class Contest {
    private final Effort effort;
    private final PrintStream progress;

    public Contest(Effort effort, PrintStream progress) {
        this.effort = effort;
        this.progress = progress;
    }

    public Measurement run(Row row) {
        progress.printf("  %s, against %s: ", row.name(), row.baselineName());
        List<Round> rounds = new ArrayList<>();
        int lives = 1;
        for (int life = 1; life <= lives; life++) {
            try (Contestant shmkit = row.shmkit().open(effort);
                    Contestant baseline = row.baseline().open(effort)) {
                progress.print("warming up ");
                shmkit.warmUp();
                baseline.warmUp();
                lives = shmkit.lives();
                while (rounds.size() < shmkit.rounds() * life / lives) {
                    rounds.add(new Round(shmkit.nanosPerOperation(), baseline.nanosPerOperation()));
                    progress.print('.');
                    progress.flush();
                }
            }
        }
        Measurement measurement = new Measurement(row, rounds);
        progress.printf(" %.2f%n", measurement.medianRatio());
        return measurement;
    }
}
