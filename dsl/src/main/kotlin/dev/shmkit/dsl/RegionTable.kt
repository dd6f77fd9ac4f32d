package dev.shmkit.dsl

import dev.shmkit.LockState.State
import dev.shmkit.host.RegionSummary
import dev.shmkit.internal.text.TextTable

/**
 * Regions as a table: one row each, aligned text as [toString]. Immutable.
 *
 * @property rows the regions behind the table, for programs
 */
public class RegionTable(
    public val rows: List<RegionSummary>,
) : Iterable<RegionSummary> {
    override fun iterator(): Iterator<RegionSummary> = rows.iterator()

    override fun toString(): String {
        if (rows.isEmpty()) {
            return "no regions on this machine"
        }
        val table = TextTable("KEY", "SIZE", "MODE", "OWNER", "CREATOR", "LOCK", "HOLDER")
        for (region in rows) {
            table.add(
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
        // The first line is a title: JShell puts a variable's name in front of it.
        val title = if (rows.size == 1) "1 region on this machine" else "${rows.size} regions on this machine"
        return "$title\n$table"
    }

    private fun lock(region: RegionSummary): String =
        when (region.lockState.state()) {
            State.NONE -> "- (raw)"
            else -> region.lockState.state().toString()
        }
}
