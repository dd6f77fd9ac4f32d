package dev.shmkit.jconsole.remote;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The names of shmkit's beans, as shmkit-jmx makes them; that module need not be here. */
final class Names {
    static final ObjectName HOST = of("dev.shmkit:type=Host");

    private Names() {}

    static ObjectName region(String key) {
        return of("dev.shmkit:type=Region,name=" + ObjectName.quote(key));
    }

    static ObjectName of(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("not an object name: " + text, e);
        }
    }
}
