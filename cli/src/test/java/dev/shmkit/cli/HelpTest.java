package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

class HelpTest {
    static Stream<CommandLine> commands() {
        CommandLine shm = Main.commandLine();
        return Stream.concat(Stream.of(shm), shm.getSubcommands().values().stream());
    }

    /** A line of its own is broken again where the screen ends: a sentence that goes on in the next one is in pieces. */
    @ParameterizedTest
    @MethodSource("commands")
    void shouldBreakNoSentenceInTheMiddle(CommandLine command) {
        UsageMessageSpec help = command.getCommandSpec().usageMessage();
        assertThat(Stream.of(help.header(), help.description(), help.footer()).flatMap(Stream::of))
                .allMatch(line -> line.isEmpty() || line.startsWith("  ") || line.matches(".*[.:]"));
    }
}
