package dev.shmkit.jmx.remote;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.ObjectNames;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the roles start from: a region with its bean, and a connector that users of every role can log in to. */
@ExtendWith(LeavesNothingBehind.class)
abstract class OnConnector {
    final String key = Keys.unique(getClass().getSimpleName());
    final ObjectName bean = ObjectNames.region(key);
    SharedMemory region;
    RemoteConnector connector;

    @TempDir
    Path directory;

    @BeforeEach
    final void open() throws IOException {
        region = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
        connector = new Users(directory).open();
    }

    @AfterEach
    final void close() throws IOException {
        connector.close();
        region.close();
    }

    final JMXConnector login(String user) throws IOException {
        return Users.login(connector.url(), user, Users.PASSWORD);
    }
}
