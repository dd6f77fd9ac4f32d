package dev.shmkit.jmx;

import dev.shmkit.jmx.internal.describe.Beans;
import dev.shmkit.jmx.internal.describe.DescribedEmitter;
import dev.shmkit.jmx.internal.watch.HostWatcher;
import java.util.Map;
import javax.management.ObjectName;

/** This JVM's Host bean, registered when the first region is opened or when somebody asks for it. Thread-safe. */
public final class HostRegistration {
    private static final HostRegistration INSTANCE = new HostRegistration();

    private final HostWatcher watcher = new HostWatcher(ObjectNames.host());
    private final PublishedRegions published = new PublishedRegions(watcher);

    private HostRegistration() {}

    /**
     * Gives this JVM's.
     *
     * @return the only one
     */
    public static HostRegistration get() {
        return INSTANCE;
    }

    /**
     * Registers the Host bean with the platform's MBean server, unless it is there already. One that fails is logged.
     *
     * @return the bean's name
     */
    public synchronized ObjectName register() {
        ObjectName name = ObjectNames.host();
        if (!Beans.registered(name)) {
            HostBean bean = new HostBean(watcher, published);
            Beans.register(
                    name,
                    new DescribedEmitter(bean, HostMXBean.class, watcher, Map.of("listRegions", bean::regionTable)));
        }
        return name;
    }

    HostWatcher watcher() {
        return watcher;
    }

    PublishedRegions published() {
        return published;
    }
}
