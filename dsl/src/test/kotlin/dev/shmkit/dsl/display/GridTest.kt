package dev.shmkit.dsl.display

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class GridTest {
    private fun lines(
        key: String,
        holder: String,
    ) = Grid("regions", listOf("KEY", "HOLDER"), precious = setOf(0)).add(key, holder).text().lines()

    @Test
    fun shouldShortenOtherCellsBeforeThePreciousOnes() {
        val key = "/" + "k".repeat(69)
        val row = lines(key, "h".repeat(44)).last()
        assertThat(row).startsWith("$key  hhhh").hasSize(100)
    }

    @Test
    fun shouldShortenPreciousCellsToo() {
        val rows = lines("k".repeat(120), "h".repeat(44))
        assertThat(rows.last()).hasSize(100).startsWith("k".repeat(40)).contains("…kkkk", "k  hhhhhh…hhhhh")
        assertThat(rows[1]).startsWith("KEY ").endsWith("HOLDER")
    }
}
