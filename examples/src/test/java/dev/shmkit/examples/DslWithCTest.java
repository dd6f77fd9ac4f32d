package dev.shmkit.examples;

import static dev.shmkit.dsl.Shm.closeSession;
import static dev.shmkit.dsl.Shm.shm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.jmx.ObjectNames;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole path: a region shared with a C process, used through the DSL, seen through its MBean. */
class DslWithCTest {
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    @RegisterExtension
    final Peers peers = new Peers();

    @AfterEach
    void endSession() {
        closeSession();
    }

    @Test
    void shouldAttachLockAndReadARegionThatCCreated() {
        String key = peers.key();
        peers.cSays("create", key, "4096");
        peers.cSays("put", key, "8", "42");
        long seen = shm(key).withLock(r -> r.getLong(8));
        assertThat(seen).isEqualTo(42);
        shm(key).size(4096).runLocked(r -> r.putLong(8, 43));
        assertThat(peers.cSays("get", key, "8")).isEqualTo("43");
        shm(key).unlink();
    }

    @Test
    void shouldShareARegionThatTheDslCreatedWhileItHoldsAndAfterItReleasesTheLock() {
        String key = peers.key();
        String during = shm(key).size("4 KiB").withLock(r -> {
            r.putLong(0, 1);
            return peers.cSays("trylock", key);
        });
        assertThat(during).isEqualTo("EBUSY");
        assertThat(peers.cSays("trylock", key)).isEqualTo("OK");
        assertThat(peers.cSays("get", key, "0")).isEqualTo("1");
        shm(key).unlink();
    }

    @Test
    void shouldNameTheCProcessThatHoldsTheLockInTheBean() throws Exception {
        String key = peers.key();
        peers.cSays("create", key, "64");
        shm(key).runLocked(r -> r.putLong(0, 1));
        ObjectName name = ObjectNames.region(key);
        Child holder = peers.c("hold", key);
        long tid = holder.number("held");
        assertThat(BEANS.getAttribute(name, "LockState")).isEqualTo("HELD");
        CompositeData seen = (CompositeData) BEANS.getAttribute(name, "LockHolder");
        assertThat(seen.get("process")).isEqualTo("peer");
        assertThat(seen.get("pid")).isEqualTo(holder.pid());
        assertThat(seen.get("tid")).isEqualTo(tid);
        holder.enter();
        assertThat(holder.exitsWith(0)).contains("released");
        assertThat(BEANS.getAttribute(name, "LockState")).isEqualTo("FREE");
        assertThat(BEANS.getAttribute(name, "LockHolder")).isNull();
        shm(key).unlink();
    }

    @Test
    void shouldWaitForARegionThatCIsStillMaking() {
        String key = peers.key();
        Child creator = peers.c("create", key, "64", "--slow");
        creator.line();
        creator.enter();
        creator.line();
        creator.enter();
        shm(key).attach(Duration.ofSeconds(30)).close();
        creator.exitsWith(0);
        shm(key).unlink();
    }
}
