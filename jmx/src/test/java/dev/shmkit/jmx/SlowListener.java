package dev.shmkit.jmx;

import dev.shmkit.jmx.internal.watch.HostEventType;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.NotificationFilterSupport;
import javax.management.NotificationListener;

/** Holds the watcher's thread up until it may go on, when it tells that this process has opened a region. */
final class SlowListener implements NotificationListener, AutoCloseable {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private boolean listens = true;

    SlowListener() throws JMException {
        // Only that: what other processes do with regions of theirs would hold the thread up, too.
        NotificationFilterSupport opened = new NotificationFilterSupport();
        opened.enableType(HostEventType.REGION_OPENED.notificationType());
        OnHostBean.SERVER.addNotificationListener(OnHostBean.HOST, this, opened, null);
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        held.countDown();
        try {
            mayGoOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void goOn() {
        mayGoOn.countDown();
    }

    void remove() throws JMException {
        listens = false;
        OnHostBean.SERVER.removeNotificationListener(OnHostBean.HOST, this);
    }

    @Override
    public void close() throws JMException {
        goOn();
        if (listens) {
            remove();
        }
    }
}
