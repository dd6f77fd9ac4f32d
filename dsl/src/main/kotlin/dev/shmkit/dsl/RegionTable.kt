package dev.shmkit.dsl

import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.display.RegionsDisplay
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

    override fun text(): String = RegionsDisplay.of(rows).text()

    /** The text with lines as long as it takes, so that keys can be copied from it. */
    public fun wideText(): String = RegionsDisplay.of(rows).text(Int.MAX_VALUE)

    override fun html(): String = RegionsDisplay.of(rows).html()

    override fun toString(): String = text()
}
