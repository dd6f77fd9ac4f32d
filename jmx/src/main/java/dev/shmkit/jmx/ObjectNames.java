package dev.shmkit.jmx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The one place that makes ObjectNames. Thread-safe. */
public final class ObjectNames {
    private static final String DOMAIN = "dev.shmkit";
    private static final int MOST_KNOWN = 256;

    /** The last ones, as the same regions come again and again, and making a name takes longer than registering a bean. */
    private static final Map<String, ObjectName> KNOWN =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ObjectName> eldest) {
                    return size() > MOST_KNOWN;
                }
            });

    private ObjectNames() {}

    /**
     * Names the bean of a region: {@code dev.shmkit:type=Region,name="/demo"}, always quoted, so that any key can be a name.
     *
     * @param name the key in its full form, see {@link dev.shmkit.RegionInfo#name()}
     * @return the bean's name
     */
    public static ObjectName region(String name) {
        return KNOWN.computeIfAbsent(
                name, known -> objectName(DOMAIN + ":type=Region,name=" + ObjectName.quote(known)));
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
