package dev.shmkit.cli.run;

import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs compiled Kotlin scripts. A script is a class whose constructor is the script's statements; it takes the arguments and
 * then an object of each script that it imports. Those run first, and once each, also when several import one.
 */
final class ScriptObjects {
    private final String[] args;
    private final Map<Class<?>, Object> objects = new HashMap<>();

    ScriptObjects(String[] args) {
        this.args = args;
    }

    /** Runs a script unless it has run. */
    Object of(Class<?> script) throws ReflectiveOperationException {
        Object known = objects.get(script);
        if (known != null) {
            return known;
        }
        Constructor<?> constructor = script.getConstructors()[0];
        Class<?>[] types = constructor.getParameterTypes();
        Object[] values = new Object[types.length];
        values[0] = args;
        for (int i = 1; i < types.length; i++) {
            values[i] = of(types[i]);
        }
        Object object = constructor.newInstance(values);
        objects.put(script, object);
        return object;
    }
}
