package dev.shmkit.dsl.display

import dev.shmkit.LockHolder
import dev.shmkit.LockState.State
import dev.shmkit.host.RegionSummary

/** Regions of the machine as a grid: one row each. */
internal object RegionsDisplay {
    private const val KEY = 0
    private const val MODE = 2
    private const val OWNER = 3
    private const val CREATOR = 4
    private const val HOLDER = 6

    fun of(regions: List<RegionSummary>): Grid {
        if (regions.isEmpty()) {
            return Grid("no regions on this machine", emptyList())
        }
        // The first line is a title: JShell puts a variable's name in front of it.
        val title = "${regions.size.counted("region")} on this machine"
        val headings = listOf("KEY", "SIZE", "MODE", "OWNER", "CREATOR", "LOCK", "HOLDER")
        val grid = Grid(title, headings, precious = setOf(KEY, HOLDER), spare = setOf(MODE, OWNER, CREATOR))
        for (region in regions) {
            grid.add(
                region.key,
                ByteSize.format(region.sizeBytes),
                region.attributes.mode(),
                region.attributes.owner(),
                if (region.creatorPid < 0) "-" else region.creatorPid.toString(),
                lock(region),
                region.lockState
                    .holder()
                    .map(::holder)
                    .orElse("-"),
            )
        }
        return grid
    }

    private fun holder(holder: LockHolder): String = if (holder.pid < 0) "tid ${holder.tid}" else holder.toString()

    private fun lock(region: RegionSummary): String =
        when (region.lockState.state()) {
            State.NONE -> "- (raw)"
            else -> region.lockState.state().toString()
        }
}
