package dev.shmkit.jconsole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the MBeans tab of this JDK's JConsole, which knows nothing of shmkit, shows of the beans. */
@ExtendWith(LeavesNothingBehind.class)
class MBeansTabTest {
    private static final String JDK = System.getProperty("java.specification.version");

    private final String key = Keys.unique("orders");

    private static JConsole console(RunningChild monitored) throws IOException {
        JConsole console = JConsole.withoutPluginConnectedTo(monitored.pid());
        console.does("tab MBeans");
        return console;
    }

    /** One after the other, as the cells of a table are. */
    private static boolean shows(String texts, String... cells) {
        return Collections.indexOfSubList(texts.lines().toList(), List.of(cells)) >= 0;
    }

    private static String awaits(JConsole console, String... cells) {
        return console.await("texts", texts -> shows(texts, cells));
    }

    @Test
    void shouldShowWhatAttributesAndOperationsOfARegionMean() throws Exception {
        String region = "node dev.shmkit > Region > \"%s\"".formatted(key);
        try (RunningChild application = Application.start(key);
                JConsole console = console(application)) {
            console.does(region);
            awaits(console, "Description", "A shared memory region that this JVM has open");

            console.does(region + " > Attributes");
            awaits(console, "SizeBytes", "4096");
            console.does("paint " + Path.of("target", "jconsole-mbeans-%s.png".formatted(JDK)));

            console.does(region + " > Attributes > SizeBytes");
            awaits(console, "SizeBytes", "4096");
            awaits(console, "Name", "SizeBytes", "Description", "Bytes of data, without the 64 byte header");

            console.does(region + " > Operations > hexdump");
            String hexdump = awaits(
                    console, "Name", "hexdump", "Description", "Shows data bytes as hexdump -C does", "Impact", "INFO");
            assertThat(shows(hexdump, "Name", "offset", "Description", "First data byte", "Type", "long"))
                    .as(hexdump)
                    .isTrue();
            assertThat(shows(
                            hexdump,
                            "Name",
                            "length",
                            "Description",
                            "How many bytes, at most 65536; fewer where the region ends",
                            "Type",
                            "int"))
                    .as(hexdump)
                    .isTrue();

            console.does(region + " > Operations > unlink");
            awaits(
                    console,
                    "Name",
                    "unlink",
                    "Description",
                    "Removes the region's name; processes that map it keep it",
                    "Impact",
                    "ACTION");
            assertThat(Keys.path(key)).exists();
            console.clicks("unlink");
            console.reads("Method successfully invoked");
            console.clicks("OK");
            assertThat(Keys.path(key)).doesNotExist();

            application.tell("end");
            application.awaitExit().requireSuccess();
        }
    }

    @Test
    void shouldShowNotificationsToWhoSubscribes() throws Exception {
        String host = "node dev.shmkit > Host";
        try (RunningChild application = Application.start(key);
                JConsole console = console(application)) {
            console.does(host + " > Notifications");
            console.clicks("Subscribe");
            // The number of what has come stands behind it as soon as it listens.
            console.reads("Notifications[");
            application.tell("reopen");
            String event =
                    "javax.management.Notification[source=dev.shmkit:type=Host][type=dev.shmkit.region.%s][message=%s]";
            String opened = "This JVM created or attached region " + key;
            awaits(console, opened, event.formatted("opened", opened), "dev.shmkit:type=Host");
            String closed = "This JVM closed region " + key;
            awaits(console, closed, event.formatted("closed", closed), "dev.shmkit:type=Host");

            application.tell("end");
            application.awaitExit().requireSuccess();
        } finally {
            SharedMemory.unlink(key);
        }
    }
}
