package dev.shmkit.cli.top;

import dev.shmkit.cli.look.CloserLook;
import dev.shmkit.cli.options.Seconds;
import dev.shmkit.host.Deadlock;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.ShmSpace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code top} command. */
@Command(
        name = "top",
        description =
                "Watch every region, who holds its lock and who waits. Once and as plain text when not on a terminal, or on a dumb one.",
        footer = {
            "",
            "Keys: w(aiters) h(eld) s(ize) r(esident) m(appers) a(ge) k(ey) sort the rows; q ends.",
            "On a narrow screen OWNER, MODE, AGE and RES are left out, and keys lose their middle; 'ls' has whole keys.",
            "HELD tells for how long the lock has been held without a break, as far as top has watched; ? is not known."
        },
        mixinStandardHelpOptions = true)
public final class TopCommand implements Callable<Integer> {
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--once", description = "Print once, as plain text.")
    private boolean once;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            converter = Seconds.class,
            defaultValue = "1",
            description = "Time between two looks (default: ${DEFAULT-VALUE}).")
    private Duration interval = Duration.ZERO;

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            description = "Sort by ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SortKey sort = SortKey.WAITERS;

    @Option(
            names = "--stall",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            defaultValue = "10",
            description = "Highlight locks held for longer (default: ${DEFAULT-VALUE}).")
    private Duration stall = Duration.ZERO;

    /** For picocli. */
    TopCommand() {}

    @Override
    public Integer call() throws IOException {
        try (TopScreen screen = new TopScreen(stall)) {
            if (!once && onTerminal() && !dumb()) {
                return watch(screen);
            }
            PrintWriter out = spec.commandLine().getOut();
            look(screen, OptionalInt.empty()).forEach(line -> out.println(line.text()));
            return 0;
        }
    }

    private static boolean onTerminal() {
        try {
            Path target = Files.readSymbolicLink(STANDARD_OUTPUT);
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    /** One that can only print cannot show a screen. */
    private static boolean dumb() {
        String type = System.getenv().getOrDefault("TERM", "");
        return type.isEmpty() || type.equals("dumb");
    }

    private List<TopScreen.Line> look(TopScreen screen, OptionalInt columns) {
        HostSnapshot snapshot = CloserLook.snapshot();
        long contended = snapshot.regions().stream()
                .map(RegionSnapshot::waiters)
                .filter(waiters -> !waiters.isEmpty())
                .count();
        List<Deadlock> deadlocks = contended > 1 ? HostRegions.findDeadlocks() : List.of();
        return screen.lines(snapshot, deadlocks, ShmSpace.now(), sort, columns);
    }

    private int watch(TopScreen screen) throws IOException {
        try (TopTerminal terminal = new TopTerminal()) {
            int key = TopTerminal.NO_KEY;
            while (key != 'q' && key != 'Q') {
                SortKey.of(key).ifPresent(chosen -> sort = chosen);
                terminal.show(
                        look(screen, OptionalInt.of(terminal.columns())),
                        "sorted by %s; w h s r m a k: sort, q: quit".formatted(sort));
                key = terminal.key(interval.toMillis());
            }
            return terminal.status();
        }
    }
}
