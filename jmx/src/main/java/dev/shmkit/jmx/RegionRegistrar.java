package dev.shmkit.jmx;

import dev.shmkit.RegionInfo;
import dev.shmkit.RegionListener;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.describe.Beans;
import dev.shmkit.jmx.internal.describe.DescribedMBean;
import dev.shmkit.jmx.internal.watch.HostEventType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one bean registered for every region that is open, and the Host bean. Found by {@link java.util.ServiceLoader}; not
 * to be used directly. Thread-safe. A registration that fails is logged; the region works all the same.
 */
public final class RegionRegistrar implements RegionListener {
    private final Map<ObjectName, RegionBean> beans = new HashMap<>();
    /** By opening; a number for a key would have to be boxed for each measured hold. */
    private final Map<RegionInfo, RegionBean> beansByOpening = new ConcurrentHashMap<>();

    /** Beans whose names another copy of shmkit has, in another class loader: they take over when it lets go. */
    private final Map<ObjectName, RegionBean> waiting = new HashMap<>();

    private boolean listening;

    private final HostRegistration host = HostRegistration.get();

    /** Registers the Host bean; called by the service loader when the first region is opened. */
    public RegionRegistrar() {
        host.register();
    }

    @Override
    public synchronized void opened(SharedMemory region) {
        if (Quietly.here()) {
            return;
        }
        host.watcher().tell(HostEventType.REGION_OPENED, region.info());
        ObjectName name = ObjectNames.region(region.info().name());
        @Nullable RegionBean known = beans.getOrDefault(name, waiting.get(name));
        if (known != null) {
            known.add(region);
            beansByOpening.put(region.info(), known);
            return;
        }
        host.published().withdraw(name);
        RegionBean bean = new RegionBean(region);
        beansByOpening.put(region.info(), bean);
        if (register(name, bean)) {
            return;
        }
        waiting.put(name, bean);
        if (!listening) {
            listening = true;
            Beans.onFreed(this::freed);
        }
        // It may have been let go of before anybody listened.
        freed(name);
    }

    private boolean register(ObjectName name, RegionBean bean) {
        boolean registered = Beans.register(name, new DescribedMBean(bean, RegionMXBean.class));
        if (registered) {
            beans.put(name, bean);
        }
        return registered;
    }

    private synchronized void freed(ObjectName name) {
        @Nullable RegionBean bean = waiting.get(name);
        if (bean != null && !Beans.registered(name) && register(name, bean)) {
            waiting.remove(name);
        }
    }

    @Override
    public void unlinked(RegionInfo region) {
        host.watcher().tell(HostEventType.REGION_UNLINKED, region);
    }

    @Override
    public synchronized void closed(RegionInfo region) {
        if (Quietly.here()) {
            return;
        }
        host.watcher().tell(HostEventType.REGION_CLOSED, region);
        ObjectName name = ObjectNames.region(region.name());
        @Nullable RegionBean bean = beansByOpening.remove(region);
        if (bean == null) {
            return;
        }
        bean.remove(region);
        if (bean.isEmpty() && beans.remove(name, bean)) {
            Beans.unregister(name);
        } else if (bean.isEmpty()) {
            waiting.remove(name, bean);
        }
    }

    @Override
    public void lockWaited(RegionInfo region, long waitNanos) {
        @Nullable RegionBean bean = beansByOpening.get(region);
        if (bean != null) {
            bean.waited(waitNanos);
        }
    }

    @Override
    public void lockHeld(RegionInfo region, long holdNanos) {
        @Nullable RegionBean bean = beansByOpening.get(region);
        if (bean != null) {
            bean.held(holdNanos);
        }
    }
}
