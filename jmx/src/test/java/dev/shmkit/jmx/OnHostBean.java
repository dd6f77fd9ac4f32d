package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tests of the machine's bean start from: the bean, and the names of a region that is not there yet. */
@ExtendWith(LeavesNothingBehind.class)
abstract class OnHostBean {
    static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    static final ObjectName HOST = ObjectNames.host();

    final String key = Keys.unique(getClass().getSimpleName());
    final ObjectName name = ObjectNames.region(key);

    @BeforeEach
    final void register() {
        assertThat(HostRegistration.get().register()).isEqualTo(HOST);
    }

    static Object invoke(String operation, @Nullable String argument) throws JMException {
        return SERVER.invoke(HOST, operation, new Object[] {argument}, new String[] {String.class.getName()});
    }
}
