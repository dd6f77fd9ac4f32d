package dev.shmkit.jmx;

import dev.shmkit.RegionInfo;
import dev.shmkit.RegionListener;
import dev.shmkit.SharedMemory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one bean registered for every region that is open, and the Host bean. Found by {@link java.util.ServiceLoader}; not
 * to be used directly. Thread-safe. A registration that fails is logged; the region works all the same.
 */
public final class RegionRegistrar implements RegionListener {
    private static final Logger LOG = System.getLogger("dev.shmkit.jmx");

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Map<ObjectName, RegionBean> beans = new HashMap<>();
    private final Map<Long, RegionBean> beansByOpening = new ConcurrentHashMap<>();

    /** Registers the Host bean; called by the service loader when the first region is opened. */
    public RegionRegistrar() {
        register(ObjectNames.host(), new DescribedMBean(new HostBean(), HostMXBean.class));
    }

    @Override
    public synchronized void opened(SharedMemory region) {
        ObjectName name = ObjectNames.region(region.info().name());
        @Nullable RegionBean known = beans.get(name);
        if (known != null) {
            known.add(region);
            beansByOpening.put(region.info().openingId(), known);
            return;
        }
        RegionBean bean = new RegionBean(region);
        if (register(name, new DescribedMBean(bean, RegionMXBean.class))) {
            beans.put(name, bean);
            beansByOpening.put(region.info().openingId(), bean);
        }
    }

    @Override
    public synchronized void closed(RegionInfo region) {
        ObjectName name = ObjectNames.region(region.name());
        @Nullable RegionBean bean = beans.get(name);
        if (bean == null) {
            return;
        }
        beansByOpening.remove(region.openingId());
        bean.remove(region);
        if (bean.isEmpty()) {
            beans.remove(name);
            unregister(name);
        }
    }

    @Override
    public void lockWaited(RegionInfo region, long waitNanos) {
        @Nullable RegionBean bean = beansByOpening.get(region.openingId());
        if (bean != null) {
            bean.waited(waitNanos);
        }
    }

    @Override
    public void lockHeld(RegionInfo region, long holdNanos) {
        @Nullable RegionBean bean = beansByOpening.get(region.openingId());
        if (bean != null) {
            bean.held(holdNanos);
        }
    }

    private boolean register(ObjectName name, DescribedMBean bean) {
        try {
            server.registerMBean(bean, name);
            return true;
        } catch (InstanceAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "{0} is registered already, by another copy of shmkit", name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "could not register " + name, e);
        }
        return false;
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "could not unregister " + name, e);
        }
    }
}
