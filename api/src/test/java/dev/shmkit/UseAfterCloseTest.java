package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Threads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeavesNothingBehind.class)
class UseAfterCloseTest {
    private static final int CLOSES = 5_000;

    private volatile SharedMemory current = closed();

    /** Documented to work for ever: facts that do not need the memory. */
    private static final Set<String> FACTS =
            Set.of("key", "size", "info", "path", "isOpen", "lockCounters", "toString", "close");

    static List<Accessor> accessors() {
        return Accessor.all();
    }

    static List<Method> otherMethods() {
        return Arrays.stream(SharedMemory.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method -> !FACTS.contains(method.getName()))
                .filter(method -> Accessor.all().stream()
                        .noneMatch(accessor -> accessor.method().equals(method)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("accessors")
    void shouldRefuseEveryAccessToDataWhateverTheOffset(Accessor accessor) {
        SharedMemory region = closed();
        for (long offset : new long[] {0, 8, 3, -1, Long.MIN_VALUE, Long.MAX_VALUE, 64, 1L << 32}) {
            assertThatIllegalStateException()
                    .as("at %d", offset)
                    .isThrownBy(() -> accessor.call(region, offset))
                    .withMessage("region \"%s\" is closed; attach to it again", region.key());
        }
    }

    @ParameterizedTest
    @MethodSource("otherMethods")
    void shouldRefuseEverythingElseThatNeedsTheRegion(Method method) {
        SharedMemory region = closed();
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(UseAfterCloseTest::sample)
                .toArray();
        Throwable thrown = catchThrowable(() -> {
            try {
                method.invoke(region, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        assertThat(thrown)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("region \"%s\" is closed; attach to it again", region.key());
    }

    @Test
    void shouldHaveMethodsToTry() {
        assertThat(otherMethods())
                .extracting(Method::getName)
                .contains(
                        "pointer",
                        "buffer",
                        "lock",
                        "tryLock",
                        "lockInterruptibly",
                        "recover",
                        "onAbandoned",
                        "lockState",
                        "unlink",
                        "chown",
                        "attributes",
                        "creatorPid");
    }

    @Test
    void shouldGoOnTellingTheFactsThatDoNotNeedTheMemory() {
        SharedMemory region = closed();
        assertThat(region.isOpen()).isFalse();
        assertThat(region.size()).isEqualTo(64);
        assertThat(region.path()).isEqualTo(Keys.path(region.key()));
        assertThat(region.info().key()).isEqualTo(region.key());
        assertThat(region.lockCounters().acquisitions()).isEqualTo(1);
        assertThat(region.lockCounters().contentions()).isZero();
        assertThat(region).hasToString(region.key() + " (64 bytes, OWNER, closed)");
        assertThatCode(region::close).as("closing again").doesNotThrowAnyException();
    }

    @Test
    void shouldLeaveTheNameAndTheDataToOthers() {
        String key = Keys.unique("stays");
        SharedMemory owner = SharedMemory.create(key, 64);
        owner.putLong(0, 42);
        owner.close();
        try (SharedMemory user = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(user.getLong(0)).isEqualTo(42);
            user.unlink();
        }
    }

    private static SharedMemory closed() {
        SharedMemory region = SharedMemory.create(Keys.unique("closed"), 64);
        region.lock().close();
        region.unlink();
        region.close();
        return region;
    }

    private static Object sample(Class<?> type) {
        if (type == Consumer.class) {
            return (Consumer<SharedMemory>) region -> {};
        }
        if (type == LongPredicate.class) {
            return (LongPredicate) value -> true;
        }
        return type == Duration.class ? Duration.ofMillis(1) : (Object) 0;
    }

    /** Between the look whether it is open and the use of its descriptor. */
    @Test
    void shouldSayThatItIsClosedAlsoWhenItIsClosedMeanwhile() throws Exception {
        String key = Keys.unique("meanwhile");
        try (SharedMemory owner = SharedMemory.create(key, 64)) {
            current = attached(key);
            AtomicBoolean done = new AtomicBoolean();
            Threads.each(
                    () -> {
                        for (int i = 0; i < CLOSES; i++) {
                            SharedMemory old = current;
                            current = attached(key);
                            old.close();
                        }
                        done.set(true);
                    },
                    () -> useUntil(done, () -> assertThat(current.attributes()).isNotNull()),
                    () -> useUntil(done, () -> current.chown(-1, -1)));
            current.close();
            owner.unlink();
        }
    }

    private static SharedMemory attached(String key) {
        return SharedMemory.attach(key, Duration.ZERO);
    }

    private static void useUntil(AtomicBoolean done, Runnable use) {
        while (!done.get() && !Thread.interrupted()) {
            try {
                use.run();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("is closed");
            }
        }
    }
}
