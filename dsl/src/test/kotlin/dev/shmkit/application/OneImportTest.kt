@file:Suppress("ktlint:standard:no-wildcard-imports")

package dev.shmkit.application

import dev.shmkit.dsl.*
import dev.shmkit.testing.Keys
import dev.shmkit.testing.LeavesNothingBehind
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith

/** A program with no other import for shmkit. */
@ExtendWith(LeavesNothingBehind::class)
class OneImportTest {
    @Test
    fun shouldNeedOneImportForRegionsAndTimes() {
        val key = Keys.unique("import")
        val sizeBytes = 4096
        shm(key).size(sizeBytes).secure().withLock { putLong(0, 42) }
        val v: Long = shm(key).withLock { getLong(0) }
        assertThat(v).isEqualTo(42)
        assertThat(shm(key).attach(1.seconds).use { it.size() }).isEqualTo(4096)
        assertThat(shm(key).attach(500.milliseconds).use { it.size() }).isEqualTo(4096)
        shm(key).unlink()
    }
}
