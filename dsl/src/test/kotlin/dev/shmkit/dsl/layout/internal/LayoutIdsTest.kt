package dev.shmkit.dsl.layout.internal

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class LayoutIdsTest {
    @Test
    fun shouldGiveEachLayoutAnIdThatNoOtherHas() {
        val ids = LayoutIds()
        assertThat(List(1000) { ids.next() }).doesNotHaveDuplicates().doesNotContain(0, LayoutIds.NO_ID)
    }

    @Test
    fun shouldGiveNoIdTwiceWhenAllAreGiven() {
        val ids = LayoutIds(Int.MAX_VALUE - 2)
        assertThat(List(4) { ids.next() })
            .containsExactly(Int.MAX_VALUE - 1, LayoutIds.NO_ID, LayoutIds.NO_ID, LayoutIds.NO_ID)
    }
}
