package dev.shmkit.dsl.layout.internal

import dev.shmkit.RegionOption
import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.table
import dev.shmkit.testing.Keys
import dev.shmkit.testing.LeavesNothingBehind
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith

private val NUMBER = Layout::class.java.getDeclaredField("number").apply { isAccessible = true }

/** As a layout is that is made when all ids are given. */
private class Late : Layout() {
    init {
        NUMBER.setLong(this, LayoutIds.NONE.bits)
    }

    val before by int64()
    val value by int64()
}

@ExtendWith(LeavesNothingBehind::class)
class LayoutIdsTest {
    @Test
    fun shouldGiveEachLayoutAnIdThatNoOtherHas() {
        val ids = LayoutIds()
        assertThat(List(1000) { ids.next().bits })
            .doesNotHaveDuplicates()
            .doesNotContain(0, LayoutIds.NONE.bits)
            .allMatch { it % LayoutIds.STEP == 0L }
    }

    @Test
    fun shouldGiveNoIdTwiceWhenAllAreGiven() {
        val none = LayoutIds.NONE.bits
        val last = none - LayoutIds.STEP
        val ids = LayoutIds(last - LayoutIds.STEP)
        assertThat(List(4) { ids.next().bits })
            .containsExactly(last, none, none, none)
    }

    @Test
    fun shouldTellLayoutsApartThatHaveNoId() {
        val one = Late()
        val other = Late()
        SharedMemory.create(Keys.unique("late"), 64, RegionOption.TEMPORARY).use { region ->
            val row = region.table(one)[1]
            row[one.value] = 42
            assertThat(row[one.value]).isEqualTo(42)
            assertThat(region.getLong(24)).isEqualTo(42)
            assertThatThrownBy { row[other.value] }
                .isInstanceOf(IllegalArgumentException::class.java)
                .hasMessageContaining("another one named")
        }
    }
}
