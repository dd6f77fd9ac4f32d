package dev.shmkit.jmx.internal.access;

import dev.shmkit.jmx.ObjectNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Who sees what is in a region. What every user of the machine may read, everybody sees. Of other regions: nothing is shown to
 * who has not logged in, as that can be any user; a monitor sees those that the application itself has opened; for what others
 * keep to themselves, and was published from outside, control is needed.
 */
final class DataGuard {
    private static final Set<String> SHOWING_DATA = Set.of("hexdump", "readLong");
    private static final String NOT_OPENED_HERE = "NONE";
    private static final int OTHERS_READ = 6;

    private DataGuard() {}

    /**
     * Why a call is not answered; empty when it may be.
     *
     * @param call what {@code invoke} gets: name, operation, values, signature
     * @param login the name that the user logged in with
     */
    static Optional<String> refusal(MBeanServer server, Object[] call, Optional<String> login, Role role)
            throws JMException {
        ObjectName bean = (ObjectName) call[0];
        boolean showsData = bean.getDomain().equals(ObjectNames.host().getDomain()) && SHOWING_DATA.contains(call[1]);
        if (!showsData || role == Role.CONTROL || everybodyReads(server, bean)) {
            return Optional.empty();
        }
        if (login.isEmpty()) {
            return Optional.of(
                    "not every user of this machine may read that region; open the connector with a passwordFile, or ask as a user who may read it");
        }
        boolean opened = !NOT_OPENED_HERE.equals(server.getAttribute(bean, "Role"));
        return opened
                ? Optional.empty()
                : Optional.of(
                        "not every user of this machine may read that region, which this process has not opened; that needs the role control");
    }

    /** The file, and the directories that lead to it. */
    private static boolean everybodyReads(MBeanServer server, ObjectName bean) throws JMException {
        if (((String) server.getAttribute(bean, "Mode")).charAt(OTHERS_READ) != 'r') {
            return false;
        }
        Path file = Path.of((String) server.getAttribute(bean, "Path")).toAbsolutePath();
        for (@Nullable Path directory = file.getParent(); directory != null; directory = directory.getParent()) {
            if (!everybodyPasses(directory)) {
                return false;
            }
        }
        return true;
    }

    private static boolean everybodyPasses(Path directory) {
        try {
            return Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            return false;
        }
    }
}
