package dev.shmkit.dsl.watch

import dev.shmkit.internal.text.Printable
import org.apache.batik.svggen.SVGGraphics2D
import org.knowm.xchart.XYChart
import org.knowm.xchart.XYChartBuilder
import org.knowm.xchart.XYSeries
import org.knowm.xchart.style.Styler
import org.knowm.xchart.style.markers.SeriesMarkers
import java.awt.BasicStroke
import java.awt.Color
import java.awt.Dimension
import java.io.StringWriter
import java.util.Locale
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.math.abs

/** Draws series with XChart. The only class that knows it: whoever draws nothing loads neither it nor AWT. */
internal object Charts {
    private const val SVG = "http://www.w3.org/2000/svg"
    private const val WIDTH = 760
    private const val HEIGHT = 260
    private const val MOST_NAMED = 16
    private const val MOST_DRAWN = 1e300

    /** All text is drawn as outlines, so that this meets coordinates only, and makes the picture half as large. */
    private val LONG_FRACTION = Regex("""(\d\.\d\d)\d+""")
    private val COLOURS = listOf(0x1f78b4, 0xe66101, 0x33a02c, 0xe31a1c, 0x6a3d9a, 0xb15928, 0x008b8b, 0x666666)

    fun svg(
        lines: List<Series.Line>,
        seconds: DoubleArray,
    ): String {
        val charts = lines.groupBy { it.unit }.map { (unit, ofUnit) -> chart(unit, ofUnit, seconds) }
        val document = DocumentBuilderFactory.newInstance().newDocumentBuilder().domImplementation
        val graphics = SVGGraphics2D(document.createDocument(SVG, "svg", null))
        graphics.svgCanvasSize = Dimension(WIDTH, HEIGHT * charts.size)
        charts.forEachIndexed { index, chart ->
            graphics.translate(0, index * HEIGHT)
            chart.paint(graphics, WIDTH, HEIGHT)
            graphics.translate(0, -index * HEIGHT)
        }
        val text = StringWriter()
        graphics.stream(text)
        // Without the prologue, so that the picture can stand inside a page.
        return text.toString().let { it.substring(it.indexOf("<svg")) }.replace(LONG_FRACTION, "$1")
    }

    /** What no axis reaches is a gap: infinity, and numbers so large that the way between two of them is infinite. */
    private fun drawable(values: DoubleArray) =
        DoubleArray(values.size) { if (abs(values[it]) <= MOST_DRAWN) values[it] else Double.NaN }

    private fun chart(
        unit: String,
        lines: List<Series.Line>,
        seconds: DoubleArray,
    ): XYChart {
        val chart =
            XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("seconds")
                .yAxisTitle(unit)
                .build()
        val styler = chart.styler
        // As the numbers of the table.
        styler.locale = Locale.ROOT
        styler.chartBackgroundColor = Color.WHITE
        styler.plotBackgroundColor = Color.WHITE
        styler.isPlotBorderVisible = false
        styler.plotGridLinesColor = Color(0xdddddd)
        styler.legendPosition = Styler.LegendPosition.OutsideS
        styler.legendLayout = Styler.LegendLayout.Horizontal
        styler.legendBorderColor = Color.WHITE
        styler.isLegendVisible = lines.size <= MOST_NAMED
        styler.xAxisMin = 0.0
        val names = lines.map { Printable.of(it.name).ifBlank { "?" } }
        lines.forEachIndexed { index, line ->
            // A name twice would be refused, and a number too few drawn wrong: XChart skips NaN.
            val name = names[index] + "\u200b".repeat(names.take(index).count { it == names[index] })
            val series = chart.addSeries(name, seconds, drawable(line.values))
            series.marker = SeriesMarkers.NONE
            series.lineColor = Color(COLOURS[index % COLOURS.size])
            if (line.stepped) series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step)
            series.lineStyle = BasicStroke(1.6f)
        }
        return chart
    }
}
