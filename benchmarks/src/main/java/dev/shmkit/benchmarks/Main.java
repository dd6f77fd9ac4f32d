package dev.shmkit.benchmarks;

import dev.shmkit.benchmarks.contest.Contest;
import dev.shmkit.benchmarks.contest.Effort;
import dev.shmkit.benchmarks.contest.Measurement;
import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.rows.Families;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the rows and prints their table; see benchmarks/run, which starts it. */
final class Main {
    private static final String USAGE = "usage: benchmarks/run [--quick] [ROW-FILTER]";

    private Main() {}

    /**
     * Measures, prints, writes.
     *
     * @param args the results file for complete runs, the one for quick and filtered ones, then those of benchmarks/run
     */
    public static void main(String[] args) throws IOException {
        boolean quick = false;
        String filter = "";
        for (String argument : List.of(args).subList(2, args.length)) {
            if (argument.equals("--quick")) {
                quick = true;
            } else if (argument.startsWith("-") || !filter.isEmpty()) {
                System.err.println(USAGE);
                System.exit(2);
            } else {
                filter = argument.toLowerCase(Locale.ROOT);
            }
        }
        List<Row> rows = matching(filter);
        if (rows.isEmpty()) {
            System.err.printf("benchmarks: no row has \"%s\" in its name%n", filter);
            System.exit(2);
        }
        boolean complete = !quick && filter.isEmpty();
        String table = measure(rows, quick ? Effort.QUICK : Effort.FULL);
        System.out.printf("%n%s%n", table);
        Path file = Path.of(complete ? args[0] : args[1]);
        String note = quick ? "\nA quick run: few and short rounds.\n" : "";
        new ResultsFile(file).put(Runtime.version().feature(), Machine.markdown() + note + "\n" + table);
        System.err.printf("benchmarks: written to %s%n", file);
    }

    private static List<Row> matching(String filter) {
        return Families.rows().stream()
                .filter(row -> "%s %s"
                        .formatted(row.name(), row.baselineName())
                        .toLowerCase(Locale.ROOT)
                        .contains(filter))
                .toList();
    }

    private static String measure(List<Row> rows, Effort effort) {
        System.err.printf(
                "benchmarks: %d rows, shmkit and its baseline in turns; a dot is one round of both%n", rows.size());
        Contest contest = new Contest(effort, System.err);
        List<Measurement> measurements = new ArrayList<>();
        for (Row row : rows) {
            measurements.add(contest.run(row));
        }
        return Table.markdown(measurements);
    }
}
