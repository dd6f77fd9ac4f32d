package dev.shmkit.dsl.watch

import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.display.Grid
import dev.shmkit.dsl.display.counted
import java.nio.file.AccessDeniedException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.util.Base64
import java.util.Locale

private const val SPARKLINE_COLUMNS = 24
private const val MOST_SHOWN = 64

/**
 * Numbers over time: as text a line each with a sparkline, as HTML and SVG pictures. Immutable and thread-safe.
 */
public class Series internal constructor(
    private val seconds: DoubleArray,
    @get:JvmSynthetic
    internal val lines: List<Line>,
    private val note: String,
) : Display {
    /** One line: its numbers, as many as there are samples; NaN where there is none. Stepped when nothing lies between two. */
    internal class Line(
        val name: String,
        val unit: String,
        val values: DoubleArray,
        val stepped: Boolean,
    )

    /** How many samples there are. */
    public fun size(): Int = seconds.size

    /** When each sample was taken: seconds since the first. */
    public fun seconds(): DoubleArray = seconds.clone()

    /** The names of the lines. */
    public fun names(): List<String> = lines.map { it.name }

    /**
     * The numbers of a line, one for each sample; NaN for the first of a rate.
     *
     * @throws IllegalArgumentException when there is no such line
     */
    public fun values(name: String): DoubleArray {
        val line = lines.find { it.name == name }
        requireNotNull(line) { "the series has no line \"$name\"; it has ${names().joinToString { "\"$it\"" }}" }
        return line.values.clone()
    }

    /**
     * Draws the lines over time as one SVG document, those of each unit in a picture of their own. Fonts come from the machine.
     *
     * @throws IllegalStateException when this JVM cannot draw: it has no desktop module, or the machine has no fonts
     */
    public fun svg(): String = Drawing.svg(this, seconds)

    /**
     * Writes [svg] to a file, replacing it.
     *
     * @throws java.io.IOException when it cannot be written; the message names the file and says why
     */
    public fun saveSvg(file: Path) {
        val picture = svg()
        try {
            Files.writeString(file, picture)
        } catch (e: NoSuchFileException) {
            val folder = file.toAbsolutePath().parent
            throw NoSuchFileException("$file", null, "there is no folder $folder; make it first").apply { initCause(e) }
        } catch (e: AccessDeniedException) {
            throw AccessDeniedException("$file", null, "permission denied; write elsewhere").apply { initCause(e) }
        }
    }

    private fun grid(picture: String = ""): Grid {
        val duration = "%.1f s".format(Locale.ROOT, seconds.lastOrNull() ?: 0.0)
        val grid =
            Grid(
                "${seconds.size.counted("sample")} in $duration",
                listOf("LINE", "LEAST", "MEAN", "GREATEST", "LAST", "UNIT", "COURSE"),
                setOf(1, 2, 3, 4),
                setOf(1, 2, 3, 4, 5, 6),
            )
        for (line in lines.take(MOST_SHOWN)) {
            val known = line.values.filterNot { it.isNaN() }
            grid.add(
                line.name,
                number(known.minOrNull()),
                number(if (known.isEmpty()) null else known.average()),
                number(known.maxOrNull()),
                number(known.lastOrNull()),
                line.unit,
                Sparkline.of(line.values, SPARKLINE_COLUMNS),
            )
        }
        val more =
            if (lines.size >
                MOST_SHOWN
            ) {
                "… and ${(lines.size - MOST_SHOWN).counted("more line")}"
            } else {
                ""
            }
        return grid.note(listOf(more, note, picture).filter { it.isNotEmpty() }.joinToString("; "))
    }

    private fun number(value: Double?): String =
        when {
            value == null -> "-"
            value == Math.rint(value) && Math.abs(value) < 1e10 -> "%.0f".format(Locale.ROOT, value)
            Math.abs(value) in 0.01..1e6 -> "%.2f".format(Locale.ROOT, value)
            else -> "%.3g".format(Locale.ROOT, value)
        }

    override fun text(): String = grid().text()

    /** The table and the picture. The picture is an image by itself: nothing in it can reach the page. */
    override fun html(): String =
        try {
            val picture = Base64.getEncoder().encodeToString(svg().toByteArray())
            val image = "<img alt=\"plot\" style=\"max-width:100%\" src=\"data:image/svg+xml;base64,$picture\"/>"
            "<div>$image${grid().html()}</div>"
        } catch (e: IllegalStateException) {
            grid(e.message ?: "no picture").html()
        }

    override fun toString(): String = text()
}
