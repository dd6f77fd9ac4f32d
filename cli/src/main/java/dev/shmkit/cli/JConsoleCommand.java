package dev.shmkit.cli;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "jconsole",
        description = "Start this JDK's JConsole with the tab \"Shared memory\".",
        footer = {
            "",
            "The tab shows all regions of the machine, if the JVM has opened one with shmkit-jmx on its class path."
        },
        mixinStandardHelpOptions = true)
final class JConsoleCommand implements Callable<Integer> {
    private static final String PLUGIN = "dev/shmkit/jconsole/ShmkitPlugin.class";

    private static final Pattern PID = Pattern.compile("[1-9]\\d{0,17}");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]\\s]+\\]|[^:/\\s]+):(\\d{1,5})");
    private static final String URL_START = "service:jmx:";
    private static final int LAST_PORT = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PID",
            arity = "0..1",
            defaultValue = "",
            description =
                    "The JVM to connect to: a process id, host:port or a JMX service URL. Without it JConsole asks.")
    private String target = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> command = command(Path.of(System.getProperty("java.home")), System.getenv("DISPLAY"));
        Process jconsole = new ProcessBuilder(command).inheritIO().start();
        // Its window goes with this command.
        Runtime.getRuntime().addShutdownHook(new Thread(jconsole::destroy));
        return jconsole.waitFor();
    }

    List<String> command(Path jdk, @Nullable String display) throws IOException {
        requireTarget();
        Path jconsole = jdk.resolve("bin/jconsole");
        if (!Files.isExecutable(jconsole)) {
            throw new IllegalStateException("there is no jconsole in %s; install a whole JDK, or set JAVA_HOME to one"
                    .formatted(jconsole.getParent()));
        }
        if (display == null || display.isBlank()) {
            throw new IllegalStateException(
                    "JConsole needs a display, and DISPLAY is not set; './shm top' shows the regions in the terminal");
        }
        requireAlive();
        List<String> command = new ArrayList<>(List.of(jconsole.toString(), "-pluginpath", plugin().toString()));
        if (!target.isEmpty()) {
            command.add(target);
        }
        return command;
    }

    /** JConsole opens its window for whatever it is given, and says there that it does not understand it. */
    private void requireTarget() {
        Matcher address = HOST_AND_PORT.matcher(target);
        boolean understood = target.isEmpty()
                || PID.matcher(target).matches()
                || target.startsWith(URL_START)
                || (address.matches() && port(address.group(2)));
        if (!understood) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'%s' is neither a process id nor host:port nor a JMX service URL".formatted(target));
        }
    }

    private static boolean port(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= LAST_PORT;
    }

    private void requireAlive() {
        if (PID.matcher(target).matches()
                && ProcessHandle.of(Long.parseLong(target)).isEmpty()) {
            throw new IllegalArgumentException("there is no process " + target + "; 'jps' lists the JVMs");
        }
    }

    /** The jar, or the directory of classes, that this JVM has the plugin from. Its classes stay unloaded. */
    private static Path plugin() throws IOException {
        @Nullable URL found = JConsoleCommand.class.getClassLoader().getResource(PLUGIN);
        if (found == null) {
            throw new IllegalStateException("shmkit-jconsole is not on the class path; './shm classpath' has it");
        }
        try {
            if (found.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            String file = found.toURI().getPath();
            return Path.of(file.substring(0, file.length() - PLUGIN.length()));
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where the plugin is from " + found, e);
        }
    }
}
