package dev.shmkit.jmx.internal.describe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/** Registers beans with the platform's server. What fails is logged: monitoring never breaks what it monitors. */
public final class Beans {
    private static final Logger LOG = System.getLogger("dev.shmkit.jmx");
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private Beans() {}

    /** True when the bean has this name now; false when another one has it, or it was refused. */
    public static boolean register(ObjectName name, Object bean) {
        try {
            SERVER.registerMBean(bean, name);
            return true;
        } catch (InstanceAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "{0} is registered already, by another copy of shmkit", name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "could not register " + name, e);
        }
        return false;
    }

    public static void unregister(ObjectName name) {
        try {
            SERVER.unregisterMBean(name);
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "could not unregister " + name, e);
        }
    }

    /** Tells of every name that becomes free, whoever had it; on another thread, as whoever gave it up may hold locks. */
    public static void onFreed(Consumer<ObjectName> freed) {
        NotificationListener listener = (notification, ignored) -> {
            if (notification instanceof MBeanServerNotification change
                    && change.getType().equals(MBeanServerNotification.UNREGISTRATION_NOTIFICATION)) {
                ForkJoinPool.commonPool().execute(() -> freed.accept(change.getMBeanName()));
            }
        };
        try {
            SERVER.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, null, null);
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "could not listen to the server of beans", e);
        }
    }

    public static boolean registered(ObjectName name) {
        return SERVER.isRegistered(name);
    }
}
