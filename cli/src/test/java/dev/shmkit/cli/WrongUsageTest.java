package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a command line by itself has another exit status than what is wrong with the machine. */
class WrongUsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitor --stall 0",
                "monitor --stall soon",
                "monitor --jmx 0",
                "monitor --jmx 70000",
                "monitor --jmx -5",
                "monitor --password-file X",
                "monitor --host H",
                "monitor --access-file F",
                "monitor --key-store K",
                "monitor --jmx 7091 --access-file F",
                "monitor --jmx 7091 --key-store K",
                "monitor --jmx 7091 --key-store-password-file K",
                "monitor --jmx 7091 --host 192.0.2.1",
                "monitor --jmx 7091 --password-file a,b",
                "agent -3",
                "agent 0",
                "agent 1 --jmx 0",
                "agent 1 --host H",
                "jconsole abc",
                "jconsole 0",
                "jconsole localhost:0",
                "jconsole localhost:70000",
                "jconsole http://localhost:7091"
            })
    void shouldRefuseCommandLinesThatMakeNoSense(String line) {
        Terminal wrong = Terminal.run(line.split(" "));
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err().lines())
                .singleElement()
                .asString()
                .startsWith("shm: ")
                .contains("; see 'shm");
    }

    /** As GNU's programs do: who asks for help or the version gets it, and what else is said is not looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"--version", "--version x", "ls --version", "ls -V x", "run --version", "run --version x"})
    void shouldPrintTheVersionWhateverElseIsSaid(String line) {
        Terminal asked = Terminal.run(line.split(" "));
        assertThat(asked.status()).isZero();
        assertThat(asked.err()).isEmpty();
        assertThat(asked.out().lines()).singleElement().asString().startsWith("shmkit ");
    }

    /** The same words are right when the file is there. */
    @Test
    void shouldCallAFileThatIsMissingAFailure(@TempDir Path empty) {
        Terminal failed = Terminal.run(
                "monitor",
                "--jmx",
                "7091",
                "--password-file",
                empty.resolve("passwords").toString());
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err().lines()).singleElement().asString().startsWith("shm: ");
    }
}
