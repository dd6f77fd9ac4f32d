package dev.shmkit.dsl

import dev.shmkit.LockState
import dev.shmkit.testing.Keys
import dev.shmkit.testing.LeavesNothingBehind
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import kotlin.time.Duration.Companion.seconds

/** The verbs as Kotlin sees them: the region is the body's receiver. */
@ExtendWith(LeavesNothingBehind::class)
class KotlinViewTest {
    private val key = Keys.unique("kotlin")

    @AfterEach
    fun removeRegion() {
        closeSession()
        if (Keys.path(key).toFile().exists()) {
            shm(key).unlink()
        }
    }

    @Test
    fun shouldGiveTheBodyTheRegionAsItsReceiver() {
        shm(key).size("4 KiB").secure().withLock { putLong(0, 42) }
        val v: Long = shm(key).withLock { getLong(0) }
        assertThat(v).isEqualTo(42)
        assertThat(shm(key).withLock { lockState().state() }).isEqualTo(LockState.State.HELD)
    }

    @Test
    fun shouldAttachWithKotlinsDuration() {
        shm(key).size(100).withLock { putByte(99, 1) }
        shm(key).attach(1.seconds).use { assertThat(it.size()).isEqualTo(100) }
    }

    @Test
    fun shouldReleaseTheLockWhenTheBodyThrows() {
        assertThatThrownBy { shm(key).size(64).withLock { error("body") } }.hasMessage("body")
        assertThat(shm(key).withLock { this }.lockState().state()).isEqualTo(LockState.State.FREE)
    }

    @Test
    fun shouldLockARegionAtHand() {
        shm(key).size(64).temporary().create().use { region ->
            val state = region.withLock { putLong(0, 7).lockState().state() }
            assertThat(state).isEqualTo(LockState.State.HELD)
            assertThat(region.lockState().state()).isEqualTo(LockState.State.FREE)
        }
    }

    @Test
    fun shouldFindTheNewRegionThroughAnOldDescription() {
        val description = shm(key).size(64)
        description.withLock { putLong(0, 1) }
        shm(key).unlink()
        assertThat(description.withLock { getLong(0) }).isZero()
        shm(key).close()
        assertThat(description.withLock { getLong(0) }).isZero()
    }

    @Test
    fun shouldMeanTheInnerRegionInNestedBodies() {
        val other = Keys.unique("inner")
        try {
            shm(key).size(64).withLock {
                putLong(0, 1)
                shm(other).size(64).withLock { putLong(0, 2) }
            }
            assertThat(shm(key).withLock { getLong(0) }).isEqualTo(1)
            assertThat(shm(other).withLock { getLong(0) }).isEqualTo(2)
        } finally {
            shm(other).unlink()
        }
    }

    @Test
    fun shouldIterateOverTheRegionsOfTheMachine() {
        shm(key).size(64).withLock { }
        assertThat(regions().map { it.key() }).contains(key)
    }
}
