package dev.shmkit.jmx.internal.describe;

import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** An MXBean whose descriptions, parameter names and impacts come from {@link Describe} on its interface. */
public class DescribedMBean extends StandardMBean {
    /** Null only while the superclass is being made, which asks for it. */
    private final @Nullable Descriptions described;

    public <T> DescribedMBean(T implementation, Class<T> mxbeanInterface) {
        super(implementation, mxbeanInterface, true);
        this.described = Descriptions.of(mxbeanInterface);
    }

    private Descriptions texts() {
        return described == null ? Descriptions.of(getMBeanInterface()) : described;
    }

    @Override
    protected @Nullable MBeanInfo getCachedMBeanInfo() {
        return described == null ? null : described.info(getImplementationClass());
    }

    @Override
    protected void cacheMBeanInfo(@Nullable MBeanInfo info) {
        if (described != null) {
            described.keep(getImplementationClass(), info);
        }
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return texts().bean(getImplementationClass());
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return texts().attribute(info);
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return texts().operation(info);
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return texts().impact(info);
    }

    @Override
    protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return texts().parameterName(info, sequence);
    }

    @Override
    protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return texts().parameter(info, sequence);
    }

    @Override
    public @Nullable Object getAttribute(String attribute)
            throws AttributeNotFoundException, MBeanException, ReflectionException {
        try {
            return super.getAttribute(attribute);
        } catch (RuntimeException e) {
            throw ClientExceptions.of(e);
        }
    }

    @Override
    public @Nullable Object invoke(String operation, Object @Nullable [] values, String @Nullable [] types)
            throws MBeanException, ReflectionException {
        try {
            return super.invoke(operation, values, types);
        } catch (RuntimeException e) {
            throw ClientExceptions.of(e);
        }
    }
}
