package dev.shmkit.jmx.internal.describe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
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

    public static boolean registered(ObjectName name) {
        return SERVER.isRegistered(name);
    }
}
