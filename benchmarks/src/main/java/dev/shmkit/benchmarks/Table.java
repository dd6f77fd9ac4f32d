package dev.shmkit.benchmarks;

import dev.shmkit.benchmarks.contest.Measurement;
import dev.shmkit.benchmarks.contest.Row;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The measurements as a Markdown table, which reads well in a terminal, too. */
final class Table {
    private static final List<String> HEAD = List.of(
            "operation",
            "against",
            "target",
            "ratio min",
            "median",
            "max",
            "met",
            "shmkit ns",
            "baseline ns",
            "rounds");
    private static final int LEFT_ALIGNED_COLUMNS = 2;

    private Table() {}

    static String markdown(List<Measurement> measurements) {
        List<List<String>> cells = measurements.stream().map(Table::cells).toList();
        int[] widths = new int[HEAD.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = HEAD.get(column).length();
            for (List<String> row : cells) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return line(HEAD, widths)
                + rule(widths)
                + cells.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static List<String> cells(Measurement measurement) {
        Row row = measurement.row();
        return List.of(
                row.name(),
                row.baselineName(),
                row.informsOnly() ? "–" : number(row.target()),
                number(measurement.leastRatio()),
                number(measurement.medianRatio()),
                number(measurement.greatestRatio()),
                row.informsOnly() ? "–" : measurement.met() ? "yes" : "NO",
                number(measurement.medianShmkitNanos()),
                number(measurement.medianBaselineNanos()),
                String.valueOf(measurement.rounds().size()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - cells.get(column).length());
            boolean left = column < LEFT_ALIGNED_COLUMNS;
            line.append("| ")
                    .append(left ? "" : padding)
                    .append(cells.get(column))
                    .append(left ? padding : "")
                    .append(' ');
        }
        return line.append("|\n").toString();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            boolean left = column < LEFT_ALIGNED_COLUMNS;
            rule.append(left ? "|:" : "|-").append("-".repeat(widths[column])).append(left ? "-" : ":");
        }
        return rule.append("|\n").toString();
    }
}
