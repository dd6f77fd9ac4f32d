package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two copies of shmkit in one JVM, as applications in a server have them. */
@ExtendWith(LeavesNothingBehind.class)
class TwoLoadersTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final String key = Keys.unique("loaders");
    private final ObjectName name = ObjectNames.region(key);

    @Test
    void shouldShowTheRegionAsLongAsEitherHasItOpen() throws Exception {
        try (URLClassLoader loader = anotherCopy()) {
            AutoCloseable theirs;
            try (SharedMemory ours = SharedMemory.create(key, 64)) {
                theirs = attach(loader);
                try (ScopedLock lock = ours.lock()) {
                    assertThat(lock).isNotNull();
                    assertThat(SERVER.getAttribute(name, "LockState")).isEqualTo("HELD");
                }
                assertThat(SERVER.getAttribute(name, "Role")).isEqualTo("OWNER");
                ours.unlink();
            }
            Eventually.until("the other's bean is there", () -> SERVER.isRegistered(name));
            assertThat(SERVER.getAttribute(name, "Role")).isEqualTo("USER");
            assertThat(SERVER.getAttribute(name, "LockState")).isEqualTo("FREE");
            theirs.close();
            assertThat(SERVER.isRegistered(name)).isFalse();
        }
    }

    private AutoCloseable attach(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> copy = loader.loadClass(SharedMemory.class.getName());
        assertThat(copy).isNotSameAs(SharedMemory.class);
        return (AutoCloseable)
                copy.getMethod("attach", String.class, Duration.class).invoke(null, key, Duration.ZERO);
    }

    private static URLClassLoader anotherCopy() throws MalformedURLException {
        List<URL> places = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            places.add(Path.of(element).toUri().toURL());
        }
        return new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
