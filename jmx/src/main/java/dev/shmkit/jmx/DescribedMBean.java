package dev.shmkit.jmx;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** An MXBean whose descriptions, parameter names and impacts come from {@link Describe} on its interface. */
class DescribedMBean extends StandardMBean {
    private final String description;
    private final Map<String, Describe> attributes = new HashMap<>();
    private final Map<String, Method> operations = new HashMap<>();

    <T> DescribedMBean(T implementation, Class<T> mxbeanInterface) {
        super(implementation, mxbeanInterface, true);
        this.description = text(mxbeanInterface.getAnnotation(Describe.class), mxbeanInterface.getSimpleName());
        for (Method method : mxbeanInterface.getMethods()) {
            @Nullable Describe describe = method.getAnnotation(Describe.class);
            String name = method.getName();
            operations.put(name, method);
            if (describe != null) {
                attributes.put(name.replaceFirst("^(get|is)", ""), describe);
            }
        }
        // The superclass made and cached an MBeanInfo before this class knew its texts.
        cacheMBeanInfo(null);
    }

    private static String text(@Nullable Describe describe, String otherwise) {
        return describe == null ? otherwise : describe.value();
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return description;
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return text(attributes.get(info.getName()), info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return text(describe(info), info.getName());
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        @Nullable Describe describe = describe(info);
        return describe != null && describe.changes() ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO;
    }

    @Override
    protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        @Nullable Describe describe = describe(info, sequence);
        return describe == null ? "p" + sequence : describe.name();
    }

    @Override
    protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return text(describe(info, sequence), "");
    }

    private @Nullable Describe describe(MBeanFeatureInfo operation) {
        @Nullable Method method = operations.get(operation.getName());
        return method == null ? null : method.getAnnotation(Describe.class);
    }

    private @Nullable Describe describe(MBeanFeatureInfo operation, int parameter) {
        @Nullable Method method = operations.get(operation.getName());
        return method == null ? null : method.getParameters()[parameter].getAnnotation(Describe.class);
    }
}
