package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.watch.HostEventType;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Listens to the host bean's notifications, with a watcher in a hurry. */
abstract class OnNotifications extends OnHostBean {
    final Queue<Notification> heard = new ConcurrentLinkedQueue<>();
    final NotificationListener listener = (notification, handback) -> heard.add(notification);

    @BeforeEach
    void listen() throws Exception {
        set("WatchPeriodMillis", 20L);
        SERVER.addNotificationListener(HOST, listener, null, null);
    }

    @AfterEach
    void stopListening() throws Exception {
        if (watching()) {
            SERVER.removeNotificationListener(HOST, listener);
        }
        set("WatchPeriodMillis", 1000L);
        set("StallMillis", 10_000L);
        set("NearlyFullPercent", 90);
        assertThat(watching()).isFalse();
        Eventually.until("the watcher's thread ends", () -> watchers() == 0);
    }

    static long watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("shmkit-watcher"))
                .count();
    }

    static void set(String attribute, Object value) throws JMException {
        SERVER.setAttribute(HOST, new Attribute(attribute, value));
    }

    static boolean watching() throws JMException {
        return (Boolean) SERVER.getAttribute(HOST, "Watching");
    }

    List<Notification> heard(HostEventType type, String about) {
        return heard.stream()
                .filter(notification -> notification.getType().equals(type.notificationType()))
                .filter(notification -> notification.getMessage().contains(about))
                .toList();
    }

    CompositeData await(HostEventType type, String about) {
        Eventually.until(type + " is told", () -> !heard(type, about).isEmpty());
        return data(heard(type, about).get(0));
    }

    /**
     * Until the watcher has begun and ended a look. What it tells by itself is that a region has appeared: not at its first
     * look, so that is tried again, and once more after the look that was under way.
     */
    void awaitLook() {
        for (int i = 0; i < 2; i++) {
            String probe = Keys.unique("probe");
            Eventually.until("a region appears", () -> {
                SharedMemory.create(probe, 64).close();
                boolean told = Eventually.within(
                        Duration.ofSeconds(1),
                        () -> !heard(HostEventType.REGION_APPEARED, probe).isEmpty());
                SharedMemory.unlink(probe);
                return told;
            });
        }
    }

    static CompositeData data(Notification notification) {
        assertThat(notification.getSource()).isEqualTo(HOST);
        return (CompositeData) notification.getUserData();
    }
}
