package dev.shmkit.dsl.display

import dev.shmkit.RegionTruncatedException
import dev.shmkit.SharedMemory

private const val CLOSED = "the region is closed: open it again, and make the table again"
private const val TRUNCATED = "another process truncated the region: close it, open it again, and make the table again"

/** What the InternalError stands for that JDK 17 throws for a page that is gone, if it is that. */
internal fun SharedMemory.isTruncated(): Boolean =
    try {
        requireWhole()
        false
    } catch (ignored: RegionTruncatedException) {
        true
    } catch (ignored: IllegalStateException) {
        // It is closed by now.
        false
    }

/**
 * Fills a grid from memory. What shows itself does not throw: of a region that is closed or truncated, before or meanwhile, a note
 * below the rows says so.
 */
internal inline fun Grid.filledFrom(
    region: SharedMemory,
    fill: (Grid) -> Unit,
): Grid {
    try {
        if (region.isOpen()) {
            region.requireWhole()
            fill(this)
        }
    } catch (e: IllegalStateException) {
        if (region.isOpen()) throw e
    } catch (ignored: RegionTruncatedException) {
        return note(TRUNCATED)
    } catch (e: InternalError) {
        if (!region.isTruncated()) throw e
        return note(TRUNCATED)
    }
    return if (region.isOpen()) this else note(CLOSED)
}
