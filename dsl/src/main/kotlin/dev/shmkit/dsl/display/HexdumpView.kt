package dev.shmkit.dsl.display

import dev.shmkit.internal.text.Hexdump
import dev.shmkit.internal.text.Printable
import java.util.Locale

private const val LINE_BYTES = 16
private const val HALF = 8
private const val NOBODY = -1

/** An array of structs may have more fields than anybody wants to see in a legend. */
private const val MOST_NAMED = 128

/** What 100 columns leave beside the 78 of a line and a space. */
private const val MARGIN_COLUMNS = 21

/** Light enough for dark letters, neighbours far apart in hue. */
private val COLOURS =
    listOf(
        "#a6cee3",
        "#fdbf6f",
        "#b2df8a",
        "#fb9a99",
        "#cab2d6",
        "#ffff99",
        "#9be3d0",
        "#f4b6d9",
        "#d9d2c0",
        "#b3c6ff",
        "#d6f08a",
        "#ffc9a3",
    )

/**
 * Bytes as `hexdump -C` shows them; in HTML coloured by the field that they belong to, with a legend, and in text with the
 * names of the fields that begin in each line. A snapshot.
 */
public class HexdumpView internal constructor(
    private val title: String,
    private val bytes: ByteArray,
    private val firstOffset: Long,
    private val owners: Owners?,
) : Display {
    /** Tells which field a byte belongs to. */
    internal interface Owners {
        /** The names of the fields, in the order of the legend. */
        val names: List<String>

        /** The index of the field's name, −1 for a byte of no field. */
        fun ownerOf(offset: Long): Int

        /** What the margin says of the field that begins at this byte, null when none does. */
        fun beginningAt(offset: Long): String?
    }

    override fun text(): String {
        val lines = Hexdump.of(bytes, firstOffset).split("\n").filter { it.isNotEmpty() }
        val title = Printable.shortened(title, Grid.MOST_COLUMNS)
        return (listOf(title) + lines.mapIndexed { index, line -> line + margin(index) }).joinToString("\n")
    }

    private fun margin(line: Int): String {
        val fields = owners ?: return ""
        val names = offsetsOf(line).mapNotNull { fields.beginningAt(it) }.joinToString(" ")
        if (names.isEmpty()) return ""
        val padding = LINE_BYTES - offsetsOf(line).count()
        val shown = if (names.length <= MARGIN_COLUMNS) names else names.take(MARGIN_COLUMNS - 1) + "…"
        return " ".repeat(padding + 1) + shown
    }

    private fun offsetsOf(line: Int): LongRange {
        val start = firstOffset + line.toLong() * LINE_BYTES
        return start..minOf(start + LINE_BYTES, firstOffset + bytes.size) - 1
    }

    override fun html(): String {
        val html = StringBuilder("<div><div style=\"font-weight:bold\">${HtmlText.of(title)}</div>")
        html.append("<pre style=\"line-height:1.35;margin:4px 0\">")
        for (line in 0 until (bytes.size + LINE_BYTES - 1) / LINE_BYTES) {
            val offsets = offsetsOf(line)
            html.append("<span style=\"opacity:.6\">%08x</span>  ".format(Locale.ROOT, offsets.first))
            html.append(coloured(offsets, "  ") { "%02x".format(Locale.ROOT, byteAt(it)) })
            html.append("   ".repeat(LINE_BYTES - offsets.count())).append(if (offsets.count() < HALF) " " else "")
            html.append(" |").append(coloured(offsets, "") { HtmlText.of(ascii(byteAt(it))) }).append("|\n")
        }
        return html
            .append("</pre>")
            .append(legend())
            .append("</div>")
            .toString()
    }

    private fun byteAt(offset: Long) = bytes[(offset - firstOffset).toInt()]

    private fun ascii(byte: Byte) = if (byte in ' '.code..'~'.code) byte.toInt().toChar().toString() else "."

    /** The bytes in spans, one for each run of bytes with the same owner. */
    private fun coloured(
        offsets: LongRange,
        middle: String,
        cell: (Long) -> String,
    ): String {
        val html = StringBuilder()
        var start = offsets.first
        while (start <= offsets.last) {
            val run = runFrom(start, offsets.last)
            val owner = owners?.ownerOf(start) ?: NOBODY
            val text =
                run.joinToString("") { offset ->
                    val gap = if (middle.isEmpty() || offset == run.last) "" else gapAfter(offset)
                    cell(offset) + gap
                }
            html.append(if (owner == NOBODY) text else "<span ${style(owner)}>$text</span>")
            if (middle.isNotEmpty()) html.append(gapAfter(run.last))
            start = run.last + 1
        }
        return html.toString()
    }

    private fun gapAfter(offset: Long) = if ((offset - firstOffset) % LINE_BYTES == HALF - 1L) "  " else " "

    private fun runFrom(
        start: Long,
        last: Long,
    ): LongRange {
        val fields = owners ?: return start..last
        var end = start
        while (end < last && fields.ownerOf(end + 1) == fields.ownerOf(start) &&
            fields.beginningAt(end + 1) == null
        ) {
            end++
        }
        return start..end
    }

    private fun style(owner: Int): String {
        val name = owners!!.names[owner]
        return "title=\"${HtmlText.of(name)}\" style=\"${colour(owner)}\""
    }

    private fun colour(owner: Int) = "background:${COLOURS[owner % COLOURS.size]};color:#111"

    private fun legend(): String {
        val fields = owners ?: return ""
        val names = fields.names.take(MOST_NAMED)
        val left = fields.names.size - names.size
        val more = if (left > 0) "… and ${left.counted("more field")}" else ""
        return names.withIndex().joinToString("", "<div style=\"line-height:1.9\">", "$more</div>") { (index, name) ->
            "<span style=\"${colour(index)};padding:1px 6px;margin-right:6px;white-space:nowrap\">" +
                "${HtmlText.of(name)}</span>"
        }
    }

    override fun toString(): String = text()
}
