package dev.shmkit.dsl.display

import dev.shmkit.internal.text.Printable

/**
 * Rows of cells under headings, with a title line: one model for the text and for the HTML. A grid without headings lists
 * names and values.
 *
 * @param title said above the rows
 * @param headings one for each column, or none at all
 * @param numeric the indices of the columns that align right
 * @param rigid the indices of the columns whose cells are never shortened
 * @param precious the indices of the columns whose cells are shortened only when nothing else was enough
 * @param spare the indices of the columns that are left out, the last one first, before precious cells are shortened
 */
internal class Grid(
    title: String,
    headings: List<String>,
    private val numeric: Set<Int> = emptySet(),
    private val rigid: Set<Int> = emptySet(),
    private val precious: Set<Int> = emptySet(),
    private val spare: Set<Int> = emptySet(),
) : Display {
    private val title = Printable.of(title)
    private val headings = headings.map(Printable::of)
    private val rows = ArrayList<List<String>>()
    private var note = ""
    private var beyond = 0L

    /** Adds a row with as many cells as the others have. */
    fun add(vararg cells: String): Grid = add(cells.asList())

    /** Adds a row with as many cells as the others have. */
    fun add(cells: List<String>): Grid {
        val columns = if (headings.isEmpty()) rows.firstOrNull()?.size else headings.size
        require(columns == null || columns == cells.size) { "${cells.size} cells in a grid of $columns columns" }
        rows += cells.map(Printable::of)
        return this
    }

    /** Tells of so many more columns, which nobody could look through and which are not in the rows. */
    fun beyond(columns: Long): Grid {
        beyond = columns
        return this
    }

    /** Says something below the rows. */
    fun note(text: String): Grid {
        note = Printable.of(text)
        return this
    }

    override fun text(): String = text(MOST_COLUMNS)

    /** The text with lines of at most so many columns: wide cells are shortened, columns that find no room are counted. */
    fun text(mostColumns: Int): String {
        val lines = if (headings.isEmpty()) rows else listOf(headings) + rows
        val columns = fitting(lines, mostColumns)
        val text = ArrayList<String>()
        if (title.isNotEmpty()) text += Printable.shortened(title, mostColumns)
        for (line in lines) {
            text += columns.joinToString(GAP) { padded(line[it.index], it.width, it.index in numeric) }.trimEnd()
        }
        val left = (lines.firstOrNull()?.size ?: 0) - columns.size + beyond
        if (left > 0) text += more(left)
        if (note.isNotEmpty()) text += Printable.shortened(note, mostColumns)
        return text.joinToString("\n")
    }

    private fun more(columns: Long) = "… and ${columns.counted("more column")}"

    private class Column(
        val index: Int,
        var width: Int,
    )

    private fun fitting(
        lines: List<List<String>>,
        mostColumns: Int,
    ): List<Column> {
        // What never finds room is not looked at: each turn below goes through all columns.
        val count = minOf(lines.firstOrNull()?.size ?: 0, maxOf(1, (mostColumns + GAP.length) / (1 + GAP.length)))
        val columns =
            MutableList(count) { index ->
                Column(index, minOf(mostColumns, lines.maxOf { Printable.columns(it[index]) }))
            }
        while (total(columns) > mostColumns && columns.size > 1) {
            val soft = columns.filter { it.index !in rigid && it.width > LEAST_WIDTH }
            val plain = soft.filter { it.index !in precious }.maxByOrNull { it.width }
            val leftOut = columns.lastOrNull { it.index in spare }
            val widest = soft.maxByOrNull { it.width }
            when {
                plain != null -> plain.width--
                leftOut != null -> columns -= leftOut
                widest != null -> widest.width--
                else -> columns -= columns.last()
            }
        }
        columns.singleOrNull()?.let { it.width = minOf(it.width, mostColumns) }
        return columns
    }

    private fun total(columns: List<Column>) = columns.sumOf { it.width } + GAP.length * (columns.size - 1)

    private fun padded(
        cell: String,
        width: Int,
        right: Boolean,
    ): String {
        val shown = Printable.shortened(cell, width)
        val padding = " ".repeat(width - Printable.columns(shown))
        return if (right) padding + shown else shown + padding
    }

    override fun html(): String {
        val html = StringBuilder("<table style=\"border-collapse:collapse;margin:4px 0\">")
        if (title.isNotEmpty()) {
            html.append(
                "<caption style=\"text-align:left;font-weight:bold;white-space:nowrap\">${HtmlText.of(
                    title,
                )}</caption>",
            )
        }
        if (headings.isNotEmpty()) {
            html.append("<thead>").append(row(headings, "th")).append("</thead>")
        }
        html.append("<tbody>")
        for (cells in rows) {
            html.append(row(cells, "td"))
        }
        html.append("</tbody></table>")
        if (beyond > 0) html.append("<div>${more(beyond)}</div>")
        if (note.isNotEmpty()) html.append("<div>${HtmlText.of(note)}</div>")
        return html.toString()
    }

    private fun row(
        cells: List<String>,
        element: String,
    ): String =
        cells.withIndex().joinToString("", "<tr>", "</tr>") { (column, cell) ->
            val name = if (headings.isEmpty() && column == 0) "th" else element
            val side = if (column in numeric) "right" else "left"
            "<$name style=\"text-align:$side;padding:1px 10px 1px 0;white-space:nowrap\">${HtmlText.of(
                cell,
            )}</$name>"
        }

    internal companion object {
        /** No line of a display is longer. */
        const val MOST_COLUMNS: Int = 100
        private const val LEAST_WIDTH = 12
        private const val GAP = "  "
    }
}
