package dev.shmkit.jmx.internal.watch;

import dev.shmkit.RegionInfo;
import dev.shmkit.host.RegionSummary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Watches the machine on a thread of its own, which runs only while somebody listens or when it was switched on, and sends
 * what happens as notifications. Everything is sent by that thread: whoever opens a region never waits for a listener.
 * Thread-safe.
 */
public final class HostWatcher extends NotificationBroadcasterSupport {
    private static final Logger LOG = System.getLogger("dev.shmkit.jmx");
    private static final int MOST_OF_A_TYPE = 100;
    private static final long LIMIT_WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int LONGEST_BACKLOG = 1000;
    private static final long LEAST_PERIOD_MILLIS = 10;

    private final ObjectName source;
    private final AtomicLong sequence = new AtomicLong();
    private final List<NotificationListener> listeners = new ArrayList<>();
    private final Queue<HostEvent> backlog = new ArrayBlockingQueue<>(LONGEST_BACKLOG);
    /** What did not fit into the backlog. */
    private final Map<HostEventType, Integer> overflow = new EnumMap<>(HostEventType.class);

    private boolean switchedOn;
    private @Nullable Thread thread;
    private volatile long periodMillis = 1000;
    private volatile long stallMillis = 10_000;
    private volatile int nearlyFullPercent = 90;

    /**
     * Makes a watcher that does not watch yet.
     *
     * @param source whose notifications they are
     */
    public HostWatcher(ObjectName source) {
        super(infos());
        this.source = source;
    }

    private static MBeanNotificationInfo[] infos() {
        List<MBeanNotificationInfo> infos = new ArrayList<>();
        for (HostEventType type : HostEventType.values()) {
            infos.add(new MBeanNotificationInfo(
                    new String[] {type.notificationType()}, Notification.class.getName(), type.description()));
        }
        return infos.toArray(MBeanNotificationInfo[]::new);
    }

    /** Watches although nobody listens. */
    public synchronized void switchOn() {
        switchedOn = true;
        startOrStop();
    }

    /** Watches only while somebody listens. */
    public synchronized void switchOff() {
        switchedOn = false;
        startOrStop();
    }

    /**
     * Tells whether it watches.
     *
     * @return true while its thread is there
     */
    public synchronized boolean watching() {
        return thread != null;
    }

    @Override
    public synchronized void addNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback) {
        super.addNotificationListener(listener, filter, handback);
        listeners.add(listener);
        startOrStop();
    }

    @Override
    public synchronized void removeNotificationListener(NotificationListener listener)
            throws ListenerNotFoundException {
        super.removeNotificationListener(listener);
        listeners.removeIf(listener::equals);
        startOrStop();
    }

    @Override
    public synchronized void removeNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
            throws ListenerNotFoundException {
        super.removeNotificationListener(listener, filter, handback);
        listeners.remove(listener);
        startOrStop();
    }

    private void startOrStop() {
        boolean wanted = switchedOn || !listeners.isEmpty();
        if (wanted && thread == null) {
            backlog.clear();
            overflow.clear();
            Thread started = new Thread(this::watch, "shmkit-watcher");
            started.setDaemon(true);
            thread = started;
            started.start();
        } else if (!wanted && thread != null) {
            thread = null;
            notifyAll();
        }
    }

    /** How long it is to the next look: another period counts at once. */
    private long leftNanos(long lookedNanos) {
        return lookedNanos + TimeUnit.MILLISECONDS.toNanos(periodMillis) - System.nanoTime();
    }

    /** Waits for the next look. False when this thread is to end. */
    private synchronized boolean pause(long lookedNanos) {
        try {
            long left = leftNanos(lookedNanos);
            while (thread == Thread.currentThread() && backlog.isEmpty() && left > 0) {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                left = leftNanos(lookedNanos);
            }
        } catch (InterruptedException e) {
            // By a listener, which this thread calls: only who started it ends it.
            return thread == Thread.currentThread();
        }
        return thread == Thread.currentThread();
    }

    private void watch() {
        try (HostDifference difference = new HostDifference()) {
            watch(difference);
        }
    }

    private void watch(HostDifference difference) {
        RateLimit limit = new RateLimit(MOST_OF_A_TYPE, LIMIT_WINDOW_NANOS);
        boolean due = true;
        long lookedNanos = System.nanoTime();
        do {
            try {
                takeOverflow(limit);
                limit.leftOut(System.nanoTime()).forEach(this::send);
                for (HostEvent event = next(); event != null; event = next()) {
                    send(event, limit);
                }
                if (due || leftNanos(lookedNanos) <= 0) {
                    due = false;
                    difference.look(Duration.ofMillis(stallMillis), nearlyFullPercent, event -> send(event, limit));
                    lookedNanos = System.nanoTime();
                }
            } catch (Throwable e) {
                // Also what a listener throws that is no exception: the watch must not end unseen.
                LOG.log(Level.WARNING, "a look at the machine failed; the next one may not", e);
                lookedNanos = System.nanoTime();
            }
        } while (pause(lookedNanos));
    }

    /** Nothing for a thread that is to end: a successor may be there already, and what comes is for that one. */
    private synchronized @Nullable HostEvent next() {
        return thread == Thread.currentThread() ? backlog.poll() : null;
    }

    private synchronized void takeOverflow(RateLimit limit) {
        if (thread == Thread.currentThread()) {
            overflow.forEach(limit::missed);
            overflow.clear();
        }
    }

    private void send(HostEvent event, RateLimit limit) {
        if (limit.allows(event)) {
            send(event);
        }
    }

    private void send(HostEvent event) {
        Notification notification =
                new Notification(event.type().notificationType(), source, sequence.incrementAndGet(), event.message());
        notification.setUserData(EventData.composite(event));
        sendNotification(notification);
    }

    /**
     * This JVM has done something with a region. Never waits.
     *
     * @param type REGION_OPENED, REGION_CLOSED or REGION_UNLINKED
     * @param region which one
     */
    public void tell(HostEventType type, RegionInfo region) {
        tell(type, region.name(), region.path(), () -> EventData.of(region));
    }

    /**
     * This JVM has done something with a region that it has not opened. Never waits.
     *
     * @param type REGION_UNLINKED
     * @param region which one
     */
    public void tell(HostEventType type, RegionSummary region) {
        tell(type, region.key(), region.path(), () -> EventData.of(region));
    }

    private void tell(HostEventType type, String key, Path path, Supplier<Map<String, Object>> data) {
        synchronized (this) {
            if (thread == null) {
                return;
            }
            String what = type.description().replace("a region", "region " + key);
            if (!backlog.offer(new HostEvent(type, path.toString(), what, data.get()))) {
                overflow.merge(type, 1, Integer::sum);
            }
            notifyAll();
        }
    }

    /**
     * Tells the pause between two looks.
     *
     * @return milliseconds
     */
    public long periodMillis() {
        return periodMillis;
    }

    /**
     * Says how long to pause between two looks.
     *
     * @param millis 10 at least
     * @throws IllegalArgumentException for less
     */
    public void periodMillis(long millis) {
        periodMillis = within("the watch period in milliseconds", millis, LEAST_PERIOD_MILLIS, Integer.MAX_VALUE);
        synchronized (this) {
            notifyAll();
        }
    }

    /**
     * Tells from when on a lock is stalled.
     *
     * @return milliseconds
     */
    public long stallMillis() {
        return stallMillis;
    }

    /**
     * Says from when on a lock is stalled.
     *
     * @param millis 1 at least
     * @throws IllegalArgumentException for less
     */
    public void stallMillis(long millis) {
        stallMillis = within("the stall threshold in milliseconds", millis, 1, Long.MAX_VALUE);
    }

    /**
     * Tells from when on {@code /dev/shm} is nearly full.
     *
     * @return percent
     */
    public int nearlyFullPercent() {
        return nearlyFullPercent;
    }

    /**
     * Says from when on {@code /dev/shm} is nearly full.
     *
     * @param percent 1 to 100
     * @throws IllegalArgumentException for anything else
     */
    public void nearlyFullPercent(int percent) {
        nearlyFullPercent = (int) within("the threshold of /dev/shm in percent", percent, 1, 100);
    }

    private static long within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s can be %d to %d, not %d".formatted(what, least, most, value));
        }
        return value;
    }
}
