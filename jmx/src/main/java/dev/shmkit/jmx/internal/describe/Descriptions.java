package dev.shmkit.jmx.internal.describe;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import org.jspecify.annotations.Nullable;

/**
 * The texts of an MXBean interface, as {@link Describe} gives them. Shared by all beans of the interface, and so is what JMX
 * makes of them: ten thousand regions are described once.
 */
final class Descriptions {
    private static final ClassValue<Descriptions> ALL = new ClassValue<>() {
        @Override
        protected Descriptions computeValue(Class<?> type) {
            return new Descriptions(type);
        }
    };

    private final String bean;
    private final Map<String, Describe> attributes = new HashMap<>();
    private final Map<String, Method> operations = new HashMap<>();
    private final Map<String, MBeanInfo> infos = new ConcurrentHashMap<>();

    private Descriptions(Class<?> mxbeanInterface) {
        this.bean = text(mxbeanInterface.getAnnotation(Describe.class), mxbeanInterface.getSimpleName());
        for (Method method : mxbeanInterface.getMethods()) {
            @Nullable Describe describe = method.getAnnotation(Describe.class);
            String name = method.getName();
            operations.put(name, method);
            if (describe != null) {
                attributes.put(name.replaceFirst("^(get|is)", ""), describe);
            }
        }
    }

    static Descriptions of(Class<?> mxbeanInterface) {
        return ALL.get(mxbeanInterface);
    }

    private static String text(@Nullable Describe describe, String otherwise) {
        return describe == null ? otherwise : describe.value();
    }

    /** A class that is another kind of what the interface describes says so itself. */
    String bean(Class<?> implementation) {
        return text(implementation.getAnnotation(Describe.class), bean);
    }

    String attribute(MBeanFeatureInfo attribute) {
        return text(attributes.get(attribute.getName()), attribute.getName());
    }

    String operation(MBeanFeatureInfo operation) {
        return text(describe(operation), operation.getName());
    }

    int impact(MBeanFeatureInfo operation) {
        @Nullable Describe describe = describe(operation);
        if (describe == null) {
            // Who may call it goes by this: nobody said that it only reads.
            return MBeanOperationInfo.UNKNOWN;
        }
        return describe.changes() ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO;
    }

    String parameterName(MBeanFeatureInfo operation, int parameter) {
        @Nullable Describe describe = describe(operation, parameter);
        return describe == null ? "p" + parameter : describe.name();
    }

    String parameter(MBeanFeatureInfo operation, int parameter) {
        return text(describe(operation, parameter), "");
    }

    private @Nullable Describe describe(MBeanFeatureInfo operation) {
        @Nullable Method method = operations.get(operation.getName());
        return method == null ? null : method.getAnnotation(Describe.class);
    }

    private @Nullable Describe describe(MBeanFeatureInfo operation, int parameter) {
        @Nullable Method method = operations.get(operation.getName());
        return method == null ? null : method.getParameters()[parameter].getAnnotation(Describe.class);
    }

    /** What JMX has made of the texts for beans of a class; null when it has not yet. */
    @Nullable
    MBeanInfo info(Class<?> implementation) {
        return infos.get(implementation.getName());
    }

    void keep(Class<?> implementation, @Nullable MBeanInfo info) {
        if (info != null) {
            infos.put(implementation.getName(), info);
        }
    }
}
