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

    private final HostRegistration host = HostRegistration.get();

    /** Registers the Host bean; called by the service loader when the first region is opened. */
    public RegionRegistrar() {
        host.register();
    }

    @Override
    public synchronized void opened(SharedMemory region) {
        host.watcher().tell(HostEventType.REGION_OPENED, region.info());
        ObjectName name = ObjectNames.region(region.info().name());
        @Nullable RegionBean known = beans.get(name);
        if (known != null) {
            known.add(region);
            beansByOpening.put(region.info(), known);
            return;
        }
        host.published().withdraw(name);
        RegionBean bean = new RegionBean(region);
        if (Beans.register(name, new DescribedMBean(bean, RegionMXBean.class))) {
            beans.put(name, bean);
            beansByOpening.put(region.info(), bean);
        }
    }

    @Override
    public void unlinked(RegionInfo region) {
        host.watcher().tell(HostEventType.REGION_UNLINKED, region);
    }

    @Override
    public synchronized void closed(RegionInfo region) {
        host.watcher().tell(HostEventType.REGION_CLOSED, region);
        ObjectName name = ObjectNames.region(region.name());
        @Nullable RegionBean bean = beans.get(name);
        if (bean == null) {
            return;
        }
        beansByOpening.remove(region);
        bean.remove(region);
        if (bean.isEmpty()) {
            beans.remove(name);
            Beans.unregister(name);
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
