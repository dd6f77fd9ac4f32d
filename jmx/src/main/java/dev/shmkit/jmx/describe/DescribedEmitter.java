package dev.shmkit.jmx.describe;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.AttributeNotFoundException;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.ReflectionException;
import javax.management.StandardEmitterMBean;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/**
 * A {@link DescribedMBean} that sends notifications. JMX has two superclasses for the two kinds. Operations without parameters
 * can be answered with open data that is made already, where JMX's own conversion would take long.
 */
public final class DescribedEmitter extends StandardEmitterMBean {
    private final Map<String, Function<OpenType<?>, Object>> answers;

    /**
     * Makes one.
     *
     * @param answers by the operation's name what makes its result, of the open type that it is described to have
     */
    public <T> DescribedEmitter(
            T implementation,
            Class<T> mxbeanInterface,
            NotificationEmitter emitter,
            Map<String, Function<OpenType<?>, Object>> answers) {
        super(implementation, mxbeanInterface, true, emitter);
        this.answers = Map.copyOf(answers);
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
        @Nullable
        Function<OpenType<?>, Object> answer = types == null || types.length == 0 ? answers.get(operation) : null;
        try {
            return answer == null ? super.invoke(operation, values, types) : answer.apply(resultType(operation));
        } catch (RuntimeException e) {
            throw ClientExceptions.of(e);
        }
    }

    private OpenType<?> resultType(String operation) {
        return Stream.of(getMBeanInfo().getOperations())
                .filter(info -> info.getName().equals(operation))
                .map(info -> (OpenType<?>) info.getDescriptor().getFieldValue(JMX.OPEN_TYPE_FIELD))
                .findFirst()
                .orElseThrow();
    }
}
