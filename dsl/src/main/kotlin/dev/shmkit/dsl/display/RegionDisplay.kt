package dev.shmkit.dsl.display

import dev.shmkit.LockState
import dev.shmkit.RegionTruncatedException
import dev.shmkit.SharedMemory
import dev.shmkit.ShmException

/** An open region's facts as they were when it was asked for. */
internal object RegionDisplay {
    fun of(region: SharedMemory): Display {
        val info = region.info()
        val facts = Grid("region ${info.name()}", emptyList())
        facts.add("path", info.path().toString())
        facts.add("size", size(region.size()))
        facts.add("role", info.role().toString())
        try {
            addChanging(facts, region)
        } catch (ignored: IllegalStateException) {
            facts.add("state", "closed")
        } catch (ignored: RegionTruncatedException) {
            facts.add("state", "truncated by another process: close it and attach again")
        } catch (e: ShmException) {
            facts.add("state", e.message ?: "unknown")
        }
        return facts
    }

    private fun addChanging(
        facts: Grid,
        region: SharedMemory,
    ) {
        val attributes = region.attributes()
        facts.add("mode", attributes.mode())
        facts.add("owner", attributes.owner())
        region.requireWhole()
        facts.add("creator", if (region.creatorPid() < 0) "unknown" else "pid ${region.creatorPid()}")
        val state = region.lockState()
        facts.add("lock", if (state.state() == LockState.State.NONE) "none (raw)" else state.toString())
        val counters = region.lockCounters()
        val timeouts = counters.timeouts()
        facts.add(
            "taken here",
            "${counters.acquisitions().counted("time")}, ${counters.contentions()} after a wait" +
                if (timeouts == 0L) "" else "; ${timeouts.counted("wait")} in vain",
        )
    }

    private fun size(bytes: Long) = bytes.counted("byte") + if (bytes < 1024) "" else " (${ByteSize.format(bytes)})"
}
