package dev.shmkit.snippets;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in this JVM on the thread that asks for it: a lock that one takes can be released by the next. Variables keep
 * their values when JShell compiles them anew, because of an import or a new definition of a type. In a JVM of its own it would
 * redefine their classes; here it loads others in their place, and values pass on to those under the condition that a
 * redefinition has: the same fields and methods.
 */
public class SameThreadExecution extends DirectExecutionControl implements ExecutionControlProvider {
    /** The class around one declaration; letters at the end count the times that JShell has replaced it. */
    private static final Pattern DECLARATION = Pattern.compile("(REPL\\.\\$JShell\\$\\d+)[A-Z]*");

    private final Map<String, Class<?>> newest = new HashMap<>();

    /** For one JShell. */
    public SameThreadExecution() {}

    @Override
    public String name() {
        return "shmkit";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return this;
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        super.load(classes);
        for (ClassBytecodes loaded : classes) {
            Matcher declaration = DECLARATION.matcher(loaded.name());
            if (declaration.matches()) {
                passOnValues(declaration.group(1), loaded.name());
            }
        }
    }

    private void passOnValues(String declaration, String name) {
        try {
            Class<?> next = findClass(name);
            @Nullable Class<?> previous = newest.put(declaration, next);
            if (previous != null && schema(previous).equals(schema(next))) {
                for (Field variable : next.getDeclaredFields()) {
                    Field before = previous.getDeclaredField(variable.getName());
                    before.setAccessible(true);
                    variable.setAccessible(true);
                    variable.set(null, before.get(null));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JShell loaded something else than the class of a declaration", e);
        }
    }

    /** What a redefinition of a class cannot change. */
    private static Set<String> schema(Class<?> declaration) {
        Stream<String> variables = Stream.of(declaration.getDeclaredFields())
                .map(variable -> variable.getType().getName() + " " + variable.getName());
        Stream<String> methods = Stream.of(declaration.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> method.getName() + List.of(method.getParameterTypes()));
        return Stream.concat(variables, methods).collect(Collectors.toSet());
    }
}
