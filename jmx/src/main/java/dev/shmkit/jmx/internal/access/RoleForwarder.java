package dev.shmkit.jmx.internal.access;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.remote.MBeanServerForwarder;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the connector and the MBean server: lets a call through when the user's role permits it. What is not known to
 * only read needs {@link Role#CONTROL}. An operation reads when its MBean says that its impact is {@code INFO}.
 */
public final class RoleForwarder implements InvocationHandler {
    /**
     * The methods that change nothing. Adding a listener changes only what the caller is sent; class loaders are asked for by
     * the connector itself, no client can.
     */
    private static final Set<String> READING = Set.of(
            "addNotificationListener",
            "getAttribute",
            "getAttributes",
            "getClassLoader",
            "getClassLoaderFor",
            "getClassLoaderRepository",
            "getDefaultDomain",
            "getDomains",
            "getMBeanCount",
            "getMBeanInfo",
            "getObjectInstance",
            "isInstanceOf",
            "isRegistered",
            "queryMBeans",
            "queryNames",
            "removeNotificationListener");

    private final Roles roles;
    private final AuditLog audit;
    private volatile @Nullable MBeanServer server;

    private RoleForwarder(Roles roles, AuditLog audit) {
        this.roles = roles;
        this.audit = audit;
    }

    /** Puts the roles between a connector and its MBean server; the log gets what they let through and what they refuse. */
    public static MBeanServerForwarder of(Roles roles, AuditLog audit) {
        return (MBeanServerForwarder) Proxy.newProxyInstance(
                RoleForwarder.class.getClassLoader(),
                new Class<?>[] {MBeanServerForwarder.class},
                new RoleForwarder(roles, audit));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] args = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, args);
        }
        if (method.getDeclaringClass() == MBeanServerForwarder.class) {
            return wire(method, args);
        }
        Role needed = needed(method.getName(), args);
        Optional<String> login = CurrentUser.name();
        String user = login.orElse("anonymous");
        String what = describe(method.getName(), args);
        if (!roles.of(login).permits(needed)) {
            audit.refused(user, what);
            throw new SecurityException("%s may not %s: that needs the role %s"
                    .formatted(user, what, needed.name().toLowerCase(Locale.ROOT)));
        }
        if (method.getName().equals("invoke")) {
            Optional<String> guarded = AuditGuard.refusal(args);
            if (guarded.isEmpty()) {
                guarded = DataGuard.refusal(server(), args, login, roles.of(login));
            }
            if (guarded.isPresent()) {
                audit.refused(user, what);
                throw new SecurityException("%s may not %s: %s".formatted(user, what, guarded.orElseThrow()));
            }
        }
        if (needed == Role.CONTROL) {
            // Beforehand: what is asked for may be that this JVM ends.
            audit.changes(user, what);
        }
        try {
            return method.invoke(server(), args);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            if (needed == Role.CONTROL) {
                audit.failed(user, what, cause);
            }
            throw cause;
        }
    }

    private @Nullable Object wire(Method method, Object[] args) {
        if (method.getName().equals("getMBeanServer")) {
            return server;
        }
        if (server != null) {
            throw new IllegalArgumentException("this forwarder has its MBean server already");
        }
        server = (MBeanServer) args[0];
        return null;
    }

    private MBeanServer server() {
        @Nullable MBeanServer known = server;
        if (known == null) {
            throw new IllegalStateException("this forwarder has no MBean server yet");
        }
        return known;
    }

    private Role needed(String method, Object[] args) {
        boolean reads = READING.contains(method) || (method.equals("invoke") && readsOnly(args));
        return reads ? Role.MONITOR : Role.CONTROL;
    }

    /** Arguments of {@code invoke}: name, operation, values, signature. */
    private boolean readsOnly(Object[] args) {
        try {
            return Stream.of(server().getMBeanInfo((ObjectName) args[0]).getOperations())
                    .filter(operation -> operation.getName().equals(args[1]))
                    .filter(operation -> Arrays.equals(signature(operation), signature(args[3])))
                    .anyMatch(operation -> operation.getImpact() == MBeanOperationInfo.INFO);
        } catch (JMException e) {
            return false;
        }
    }

    private static String[] signature(MBeanOperationInfo operation) {
        return Stream.of(operation.getSignature())
                .map(MBeanParameterInfo::getType)
                .toArray(String[]::new);
    }

    private static String[] signature(@Nullable Object given) {
        return given == null ? new String[0] : (String[]) given;
    }

    private static String describe(String method, Object[] args) {
        if (method.equals("invoke")) {
            return "call %s(%s) of %s".formatted(args[1], values(args[2]), args[0]);
        }
        return args.length == 0 ? method : "%s(%s)".formatted(method, values(args));
    }

    private static String values(@Nullable Object array) {
        String text = array == null ? "[]" : Arrays.deepToString((Object[]) array);
        return text.substring(1, text.length() - 1);
    }
}
