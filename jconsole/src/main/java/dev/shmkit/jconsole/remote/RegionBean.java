package dev.shmkit.jconsole.remote;

import dev.shmkit.jconsole.model.Region;
import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a region's own bean. A region that the monitored JVM has not opened gets a bean for as long as an
 * operation takes. Every call may wait for the network.
 */
public final class RegionBean {
    private final MBeanServerConnection connection;
    private final Region region;

    /** Sends nothing yet. */
    public RegionBean(MBeanServerConnection connection, Region region) {
        this.connection = connection;
        this.region = region;
    }

    /** Data bytes as {@code hexdump -C} shows them. */
    public String hexdump(long offset, int length) throws JMException, IOException {
        return invoke("hexdump", new Object[] {offset, length}, "long", "int");
    }

    /** Frees a lock whose holder is gone; returns what was done, or why nothing was. */
    public String recoverLock() throws JMException, IOException {
        return invoke("recoverLock", new Object[0]);
    }

    /** Removes the region's name. */
    public void unlink() throws JMException, IOException {
        invoke("unlink", new Object[0]);
    }

    private String invoke(String operation, Object[] arguments, String... types) throws JMException, IOException {
        ObjectName own = Names.region(region.key());
        if (connection.isRegistered(own)) {
            return invoke(own, operation, arguments, types);
        }
        ObjectName published = Names.of(String.valueOf(host("publish", region.path())));
        try {
            return invoke(published, operation, arguments, types);
        } finally {
            host("withdraw", region.key());
        }
    }

    private String invoke(ObjectName bean, String operation, Object[] arguments, String[] types)
            throws JMException, IOException {
        Object path = connection.getAttribute(bean, "Path");
        if (!region.path().equals(path)) {
            throw new IllegalStateException("The bean of that name is about another file, %s, not %s; nothing was done."
                    .formatted(path, region.path()));
        }
        @Nullable Object result = connection.invoke(bean, operation, arguments, types);
        return result == null ? "" : result.toString();
    }

    private @Nullable Object host(String operation, String key) throws JMException, IOException {
        return connection.invoke(Names.HOST, operation, new Object[] {key}, new String[] {String.class.getName()});
    }
}
