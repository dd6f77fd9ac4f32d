package dev.shmkit.jmx.internal.describe;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/**
 * A {@link DescribedMBean} that sends notifications. JMX's own superclass for those is another one, and would need all the
 * descriptions a second time. Operations without parameters can be answered with open data that is made already, where JMX's own conversion would take long.
 */
public final class DescribedEmitter extends DescribedMBean implements NotificationEmitter {
    private final NotificationEmitter emitter;
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
        super(implementation, mxbeanInterface);
        this.emitter = emitter;
        this.answers = Map.copyOf(answers);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanInfo plain = super.getMBeanInfo();
        return new MBeanInfo(
                plain.getClassName(),
                plain.getDescription(),
                plain.getAttributes(),
                plain.getConstructors(),
                plain.getOperations(),
                getNotificationInfo(),
                plain.getDescriptor());
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return emitter.getNotificationInfo();
    }

    @Override
    public void addNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback) {
        emitter.addNotificationListener(listener, filter, handback);
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        emitter.removeNotificationListener(listener);
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
            throws ListenerNotFoundException {
        emitter.removeNotificationListener(listener, filter, handback);
    }

    @Override
    public @Nullable Object invoke(String operation, Object @Nullable [] values, String @Nullable [] types)
            throws MBeanException, ReflectionException {
        @Nullable
        Function<OpenType<?>, Object> answer = types == null || types.length == 0 ? answers.get(operation) : null;
        if (answer == null) {
            return super.invoke(operation, values, types);
        }
        try {
            return answer.apply(resultType(operation));
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
