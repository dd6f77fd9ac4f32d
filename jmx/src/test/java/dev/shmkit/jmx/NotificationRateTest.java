package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.watch.HostEventType;
import dev.shmkit.testing.Eventually;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

/** What is told when more happens than listeners can take, or they fail. */
class NotificationRateTest extends OnNotifications {
    @Test
    void shouldLeaveOutWhatComesTooFastAndSayHowMuch() {
        for (int i = 0; i < 300; i++) {
            SharedMemory region = SharedMemory.create(key, 64);
            region.unlink();
            region.close();
        }
        await(HostEventType.REGION_OPENED, key);
        String opened = HostEventType.REGION_OPENED.notificationType();
        CompositeData leftOut = await(HostEventType.LEFT_OUT, opened);
        assertThat(leftOut.get("type")).isEqualTo(opened);
        assertThat((Integer) leftOut.get("count")).isBetween(1, 300);
        assertThat(heard(HostEventType.REGION_OPENED, key)).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void shouldCountAsLeftOutWhatPiledUpBehindASlowListener() throws Exception {
        int regions = 1500;
        try (SlowListener slow = new SlowListener()) {
            for (int i = 0; i < regions; i++) {
                openOnce();
                slow.awaitHeld();
            }
        }
        awaitToldOrCounted(regions);
    }

    @Test
    void shouldTellOrCountEverythingThoughAnEarlierWatchHasNotEndedYet() throws Exception {
        int regions = 300;
        try (SlowListener earlier = new SlowListener()) {
            openOnce();
            earlier.awaitHeld();
            SERVER.removeNotificationListener(HOST, listener);
            earlier.remove();
            assertThat(watching()).isFalse();
            heard.clear();
            SERVER.addNotificationListener(HOST, listener, null, null);
            try (SlowListener slow = new SlowListener()) {
                for (int i = 0; i < regions; i++) {
                    openOnce();
                    slow.awaitHeld();
                }
                earlier.goOn();
                Eventually.until("the earlier watch has ended", () -> watchers() == 1);
            }
        }
        awaitToldOrCounted(regions);
    }

    @Test
    void shouldGoOnWatchingWhateverAListenerThrows() throws Exception {
        NotificationListener failing = (notification, handback) -> {
            throw new AssertionError("thrown by a listener, on purpose");
        };
        SERVER.addNotificationListener(HOST, failing, null, null);
        openOnce();
        await(HostEventType.REGION_CLOSED, key);
        SERVER.removeNotificationListener(HOST, failing);
    }

    @Test
    void shouldGoOnWatchingWhenAListenerInterruptsTheThread() throws Exception {
        NotificationListener interrupting =
                (notification, handback) -> Thread.currentThread().interrupt();
        SERVER.addNotificationListener(HOST, interrupting, null, null);
        try {
            openOnce();
            await(HostEventType.REGION_CLOSED, key);
            heard.clear();
            openOnce();
            await(HostEventType.REGION_CLOSED, key);
            assertThat(watching()).isTrue();
        } finally {
            SERVER.removeNotificationListener(HOST, interrupting);
        }
    }

    private void openOnce() {
        SharedMemory region = SharedMemory.create(key, 64);
        region.unlink();
        region.close();
    }

    private void awaitToldOrCounted(int openings) {
        String opened = HostEventType.REGION_OPENED.notificationType();
        Eventually.until(
                "every opening was told or is counted as left out",
                () -> heard(HostEventType.REGION_OPENED, key).size()
                                + heard(HostEventType.LEFT_OUT, opened).stream()
                                        .mapToInt(told -> (Integer) data(told).get("count"))
                                        .sum()
                        == openings);
    }
}
