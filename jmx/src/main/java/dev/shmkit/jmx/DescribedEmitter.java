package dev.shmkit.jmx;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/** A {@link DescribedMBean} that sends notifications. JMX has two superclasses for the two kinds. */
final class DescribedEmitter extends StandardEmitterMBean {
    <T> DescribedEmitter(T implementation, Class<T> mxbeanInterface, NotificationEmitter emitter) {
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
}
