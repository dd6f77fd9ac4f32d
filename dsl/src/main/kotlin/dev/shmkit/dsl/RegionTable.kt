package dev.shmkit.dsl

import dev.shmkit.LockState.State
import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.display.Grid
import dev.shmkit.host.RegionSummary

/**
 * Regions as a table: one row each, aligned text as [toString], HTML in a notebook. Immutable.
 *
 * @property rows the regions behind the table, for programs
 */
public class RegionTable(
    public val rows: List<RegionSummary>,
) : Iterable<RegionSummary>,
    Display {
    override fun iterator(): Iterator<RegionSummary> = rows.iterator()

    override fun text(): String = grid().text()

    /** The text with lines as long as it takes, so that keys can be copied from it. */
    public fun wideText(): String = grid().text(Int.MAX_VALUE)

    override fun html(): String = grid().html()

    override fun toString(): String = text()

    private fun grid(): Grid {
        if (rows.isEmpty()) {
            return Grid("no regions on this machine", emptyList())
        }
        // The first line is a title: JShell puts a variable's name in front of it.
        val title = if (rows.size == 1) "1 region on this machine" else "${rows.size} regions on this machine"
        val grid = Grid(title, listOf("KEY", "SIZE", "MODE", "OWNER", "CREATOR", "LOCK", "HOLDER"))
        for (region in rows) {
            grid.add(
                region.key,
                ByteSize.format(region.sizeBytes),
                region.attributes.mode(),
                region.attributes.owner(),
                if (region.creatorPid < 0) "-" else region.creatorPid.toString(),
                lock(region),
                region.lockState
                    .holder()
                    .map { it.toString() }
                    .orElse("-"),
            )
        }
        return grid
    }

    private fun lock(region: RegionSummary): String =
        when (region.lockState.state()) {
            State.NONE -> "- (raw)"
            else -> region.lockState.state().toString()
        }
}
