package dev.shmkit.dsl.layout.internal

import dev.shmkit.RegionOption
import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.Scalar
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
    val mode by bits(5, Scalar.UINT16)
    val many by int32(2)
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
            assertThat(region.getLong(40)).isEqualTo(42)
            row[one.mode] = 9
            row[one.many, 1] = -7
            assertThat(row[one.mode]).isEqualTo(9)
            assertThat(row[one.many, 1]).isEqualTo(-7).isEqualTo(region.getInt(56))
            for (access in listOf({ row[other.value] }, { row[other.mode] }, { row[other.many, 1] })) {
                assertThatThrownBy { access() }
                    .isInstanceOf(IllegalArgumentException::class.java)
                    .hasMessageContaining("another one named")
            }
        }
    }
}
