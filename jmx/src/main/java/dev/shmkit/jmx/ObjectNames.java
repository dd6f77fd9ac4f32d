package dev.shmkit.jmx;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The one place that makes ObjectNames. Thread-safe. */
public final class ObjectNames {
    private static final String DOMAIN = "dev.shmkit";

    private ObjectNames() {}

    /**
     * Names the bean of a region: {@code dev.shmkit:type=Region,name="/demo"}, always quoted, so that any key can be a name.
     *
     * @param name the key in its full form, see {@link dev.shmkit.RegionInfo#name()}
     * @return the bean's name
     */
    public static ObjectName region(String name) {
        return objectName(DOMAIN + ":type=Region,name=" + ObjectName.quote(name));
    }

    /**
     * Names the bean for everything on this machine: {@code dev.shmkit:type=Host}.
     *
     * @return the bean's name
     */
    public static ObjectName host() {
        return objectName(DOMAIN + ":type=Host");
    }

    private static ObjectName objectName(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("not an object name: " + text, e);
        }
    }
}
