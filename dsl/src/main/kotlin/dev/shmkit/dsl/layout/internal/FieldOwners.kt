package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.display.HexdumpView
import dev.shmkit.dsl.layout.Layout

/** Which field of a layout, repeated row by row from offset 0, each byte belongs to. Fields inside structs count by themselves. */
internal class FieldOwners(
    layout: Layout,
    private val rows: Long,
) : HexdumpView.Owners {
    private val rowBytes = layout.sizeBytes()
    private val leaves = Leaves.of(layout)
    private val owners = IntArray(rowBytes) { -1 }

    /** Bit fields may share a byte, or begin in one that another ends in. */
    private val beginnings =
        leaves.groupBy { it.offset }.mapValues { (_, fields) -> fields.joinToString(" ") { it.name } }

    override val names: List<String> = leaves.map { it.name }

    init {
        // Backwards, so that a byte shared by bit fields belongs to the first of them.
        for (index in leaves.indices.reversed()) {
            val leaf = leaves[index]
            owners.fill(index, leaf.offset, leaf.offset + leaf.sizeBytes)
        }
    }

    override fun ownerOf(offset: Long): Int = if (offset < rows * rowBytes) owners[(offset % rowBytes).toInt()] else -1

    override fun beginningAt(offset: Long): String? {
        if (offset >= rows * rowBytes) return null
        val inRow = (offset % rowBytes).toInt()
        val owner = owners[inRow]
        if (owner < 0) return null
        val beginning = beginnings[inRow] ?: return null
        return if (inRow == leaves.first().offset) "[${offset / rowBytes}] $beginning" else beginning
    }
}
