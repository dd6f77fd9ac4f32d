package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import java.nio.file.Files;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beans of regions that this JVM has not opened, on request. */
class PublishTest extends OnHostBean {
    @Test
    void shouldPublishABeanForARegionThatThisJvmHasNotOpened() throws Exception {
        SharedMemory.create(key, 64).close();
        assertThat(SERVER.isRegistered(name)).isFalse();
        assertThat(invoke("publish", key)).isEqualTo(name.getCanonicalName());
        assertThat(SERVER.getAttribute(name, "Role")).isEqualTo("NONE");
        assertThat(SERVER.getAttribute(name, "SizeBytes")).isEqualTo(64L);
        assertThat(SERVER.getAttribute(name, "LockState")).isEqualTo("FREE");
        assertThat(SERVER.getAttribute(name, "Key")).isEqualTo(key);
        assertThat((CompositeData[]) SERVER.getAttribute(name, "Mappers")).isEmpty();
        assertThat(SERVER.invoke(name, "readLong", new Object[] {8L}, new String[] {"long"}))
                .isEqualTo(0L);
        assertThat(SERVER.invoke(name, "recoverLock", new Object[0], new String[0]))
                .asString()
                .contains("nothing done");

        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(SERVER.getAttribute(name, "Role"))
                    .as("an opening takes its place")
                    .isEqualTo("USER");
            assertThat(invoke("publish", key)).isEqualTo(name.getCanonicalName());
            assertThat(SERVER.getAttribute(name, "Role")).as("and keeps it").isEqualTo("USER");
            assertThat(invoke("withdraw", key)).isEqualTo(false);
            assertThat(region.isOpen()).isTrue();
        }
        assertThat(SERVER.isRegistered(name)).isFalse();
        invoke("publish", key);
        SERVER.invoke(name, "unlink", new Object[0], new String[0]);
        assertThat(Keys.path(key)).doesNotExist();
        assertThat(SERVER.isRegistered(name))
                .as("goes with the region that it removed")
                .isFalse();
        assertThat(invoke("withdraw", key.substring(1))).isEqualTo(false);
        assertThatThrownBy(() -> invoke("publish", key))
                .hasRootCauseMessage(
                        "cannot find region \"%s\": looking for %s: it does not exist (ENOENT); 'shm ls' lists what there is"
                                .formatted(key, Keys.path(key)));
    }

    @Test
    void shouldBeDescribedAsWhatItIsBesideRegionsThatAreOpen() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            assertThat(region.isOpen()).isTrue();
            assertThat(SERVER.getMBeanInfo(name).getDescription())
                    .isEqualTo("A shared memory region that this JVM has open");
        }
        invoke("publish", key);
        assertThat(SERVER.getMBeanInfo(name).getDescription())
                .startsWith("A shared memory region that this JVM has not opened");
        assertThat(SERVER.getMBeanInfo(name).getAttributes())
                .allSatisfy(attribute -> assertThat(attribute.getDescription()).isNotEqualTo(attribute.getName()));
        SERVER.invoke(name, "unlink", new Object[0], new String[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "withdraw", "showRegion"})
    void shouldSayThatAKeyIsNeededWhenThereIsNone(String operation) {
        assertThatThrownBy(() -> invoke(operation, null))
                .isInstanceOf(RuntimeMBeanException.class)
                .cause()
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(operation + " needs a region's key or path, not null");
    }

    @Test
    void shouldWithdrawARegionHoweverItIsNamed() throws Exception {
        String path = Keys.path(key).toString();
        SharedMemory.create(key, 64).close();
        assertThat(invoke("publish", path)).isEqualTo(name.getCanonicalName());
        assertThat(invoke("withdraw", path)).isEqualTo(true);
        assertThat(SERVER.isRegistered(name)).isFalse();
        invoke("publish", key);
        assertThat(invoke("withdraw", path)).isEqualTo(true);
        assertThat(SERVER.isRegistered(name)).isFalse();
        invoke("publish", path);
        assertThat(invoke("withdraw", key)).isEqualTo(true);
        assertThat(SERVER.isRegistered(name)).isFalse();
        assertThat(invoke("withdraw", path)).isEqualTo(false);
        SharedMemory.unlink(key);
    }

    @Test
    void shouldWithdrawTheBeanOfAVanishedRegionWhenItIsRead() throws Exception {
        SharedMemory.create(key, 64).close();
        invoke("publish", key);
        Files.delete(Keys.path(key));
        assertThatThrownBy(() -> SERVER.getAttribute(name, "SizeBytes")).hasMessageContaining(key);
        assertThat(SERVER.isRegistered(name)).isFalse();
    }

    @Test
    void shouldWithdrawTheBeanOfAVanishedRegionWhenTheMachineIsLookedAt() throws Exception {
        SharedMemory.create(key, 64).close();
        invoke("publish", key);
        Files.delete(Keys.path(key));
        Eventually.until("the bean of the region that is gone is withdrawn", () -> {
            try {
                SERVER.getAttribute(HOST, "TotalSizeBytes");
            } catch (JMException e) {
                throw new AssertionError(e);
            }
            return !SERVER.isRegistered(name);
        });
    }

    @Test
    void shouldForgetPublishedRegionsThatHaveVanished() throws Exception {
        SharedMemory.create(key, 64).close();
        invoke("publish", key);
        String other = Keys.unique("host-stays");
        SharedMemory.create(other, 64).close();
        invoke("publish", other);
        SharedMemory.unlink(key);
        Eventually.until("the bean of the region that is gone is withdrawn", () -> {
            try {
                invoke("publish", other);
            } catch (JMException e) {
                throw new AssertionError(e);
            }
            return !SERVER.isRegistered(name);
        });
        assertThat(invoke("withdraw", other)).isEqualTo(true);
        SharedMemory.unlink(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote\"d", "a,b=c:d", "star*and?", "line\nbreak", "back\\slash", "größe-日本", "*"})
    void shouldNameAnyRegionSoThatItsBeanIsFound(String awkward) throws Exception {
        String odd = key + awkward;
        ObjectName oddName = ObjectNames.region(odd);
        try (SharedMemory region = SharedMemory.create(odd, 64)) {
            assertThat(oddName.isPattern()).isFalse();
            assertThat(SERVER.queryNames(oddName, null)).containsExactly(oddName);
            assertThat(SERVER.getAttribute(oddName, "Key")).isEqualTo(odd);
            assertThat(ObjectName.unquote(oddName.getKeyProperty("name"))).isEqualTo(odd);
            assertThat(new ObjectName(oddName.getCanonicalName())).isEqualTo(oddName);
            assertThat(region.key()).isEqualTo(odd);
        }
        try {
            assertThat(invoke("publish", odd)).isEqualTo(oddName.getCanonicalName());
            assertThat(SERVER.getAttribute(oddName, "Role")).isEqualTo("NONE");
            assertThat(invoke("withdraw", odd)).isEqualTo(true);
        } finally {
            SharedMemory.unlink(odd);
        }
    }
}
