package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JConsoleCommandTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    private static JConsoleCommand command(String... args) {
        JConsoleCommand command = new JConsoleCommand();
        new CommandLine(command).parseArgs(args);
        return command;
    }

    @Test
    void shouldStartTheJConsoleOfThisJdkWithThePlugin() throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        List<String> started = command(pid).command(JDK, ":1");
        assertThat(started)
                .hasSize(4)
                .startsWith(JDK.resolve("bin/jconsole").toString(), "-pluginpath")
                .endsWith(pid);
        assertThat(Path.of(started.get(2))).exists();
        assertThat(started.get(2)).contains("jconsole");
        assertThat(command().command(JDK, ":1")).isEqualTo(started.subList(0, 3));
    }

    @Test
    void shouldSayWhatIsMissing(@TempDir Path noJdk) {
        assertThatThrownBy(() -> command().command(noJdk, ":1"))
                .hasMessage("there is no jconsole in %s/bin; install a whole JDK, or set JAVA_HOME to one", noJdk);
        assertThatThrownBy(() -> command().command(JDK, null)).hasMessageContaining("DISPLAY is not set");
        assertThatThrownBy(() -> command("999999999").command(JDK, ":1"))
                .hasMessage("there is no process 999999999; 'jps' lists the JVMs");
    }

    @Test
    void shouldHandOnWhatJConsoleCanConnectTo() throws Exception {
        for (String target :
                List.of("localhost:7091", "[::1]:7091", "service:jmx:rmi:///jndi/rmi://localhost:7091/a")) {
            assertThat(command(target).command(JDK, ":1")).endsWith(target);
        }
    }

    @Test
    void shouldSayInOneLineThatThereIsNoSuchProcess() {
        Terminal terminal = Terminal.run("jconsole", "999999999");
        assertThat(terminal.status()).isEqualTo(1);
        assertThat(terminal.err().lines()).singleElement().asString().startsWith("shm: ");
    }
}
