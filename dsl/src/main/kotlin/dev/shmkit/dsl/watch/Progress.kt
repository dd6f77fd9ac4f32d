package dev.shmkit.dsl.watch

import dev.shmkit.dsl.display.counted
import java.io.IOException
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.Locale

/** One line on a terminal that says how far sampling is. Erased at the end; nothing at all where there is no terminal. */
internal class Progress(
    private val out: PrintStream?,
    duration: Duration,
) : AutoCloseable {
    private val durationNanos = duration.nanosOrForEver()
    private var shownNanos = Long.MIN_VALUE / 2

    fun show(
        elapsedNanos: Long,
        samples: Int,
    ) {
        if (out == null || elapsedNanos - shownNanos < REFRESH_NANOS) return
        shownNanos = elapsedNanos
        val share = minOf(1.0, elapsedNanos.toDouble() / durationNanos)
        val done = (share * BAR_COLUMNS).toInt()
        val bar = "█".repeat(done) + "░".repeat(BAR_COLUMNS - done)
        val (now, all) = listOf(elapsedNanos / 1e9, durationNanos / 1e9).map { "%.1f".format(Locale.ROOT, it) }
        out.print("\r$bar $now of $all s, ${samples.counted("sample")}")
        out.flush()
    }

    override fun close() {
        out?.print("\r" + " ".repeat(LINE_COLUMNS) + "\r")
        out?.flush()
    }

    companion object {
        private const val REFRESH_NANOS = 100_000_000L
        private const val BAR_COLUMNS = 30
        private const val LINE_COLUMNS = 78
        private const val PROPERTY = "shmkit.progress"

        fun open(duration: Duration): Progress = Progress(if (wanted()) System.err else null, duration)

        private fun wanted(): Boolean =
            when (System.getProperty(PROPERTY)) {
                "always" -> true
                "never" -> false
                else -> terminal()
            }

        /** Java tells of standard input and output only; the kernel tells what is behind descriptor 2. */
        private fun terminal(): Boolean =
            try {
                val target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString()
                target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target == "/dev/console"
            } catch (ignored: IOException) {
                false
            }
    }
}
