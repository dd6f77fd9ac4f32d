package dev.shmkit.jmx.describe;

import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.ReflectionException;
import javax.management.StandardEmitterMBean;
import org.jspecify.annotations.Nullable;

/** A {@link DescribedMBean} that sends notifications. JMX has two superclasses for the two kinds. */
public final class DescribedEmitter extends StandardEmitterMBean {
    public <T> DescribedEmitter(T implementation, Class<T> mxbeanInterface, NotificationEmitter emitter) {
        super(implementation, mxbeanInterface, true, emitter);
    }

    private Descriptions texts() {
        return Descriptions.of(getMBeanInterface());
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return texts().bean();
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
