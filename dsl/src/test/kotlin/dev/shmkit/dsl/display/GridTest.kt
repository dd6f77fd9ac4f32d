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
    fun shouldLeaveSpareColumnsOutBeforeShorteningPreciousCells() {
        val headings = listOf("KEY", "MODE", "OWNER", "LOCK", "HOLDER")
        val grid = Grid("regions", headings, precious = setOf(0, 4), spare = setOf(1, 2))
        grid.add("/" + "k".repeat(59), "rw-------", "root:root", "HELD", "solver[4711] tid 4711")
        val lines = grid.text().lines()
        assertThat(lines[1].split(Regex(" +"))).containsExactly("KEY", "MODE", "LOCK", "HOLDER")
        assertThat(lines[2]).startsWith("/kkk").contains("k  rw-------  HELD").endsWith("solver[4711] tid 4711")
        assertThat(lines[3]).isEqualTo("… and 1 more column")
    }

    @Test
    fun shouldShortenPreciousCellsToo() {
        val rows = lines("k".repeat(120), "h".repeat(44))
        assertThat(rows.last()).hasSize(100).startsWith("k".repeat(40)).contains("…kkkk", "k  hhhhhh…hhhhh")
        assertThat(rows[1]).startsWith("KEY ").endsWith("HOLDER")
    }
}
