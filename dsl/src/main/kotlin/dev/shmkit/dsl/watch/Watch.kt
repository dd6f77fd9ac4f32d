package dev.shmkit.dsl.watch

import dev.shmkit.RegionTruncatedException
import dev.shmkit.SharedMemory
import dev.shmkit.ShmException
import dev.shmkit.dsl.display.Grid
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.layout.Row
import dev.shmkit.dsl.layout.Table
import dev.shmkit.internal.text.Printable
import java.time.Duration
import java.util.concurrent.locks.LockSupport
import java.util.function.DoubleSupplier
import kotlin.time.toJavaDuration

private const val NANOS = 1e9
private const val MOST_SAMPLES = 1_000_000L
private const val MOST_LINES = 256
private val LEAST_INTERVAL: Duration = Duration.ofMillis(1)
private val DEFAULT_INTERVAL: Duration = Duration.ofMillis(100)

/** As long as a clock of nanoseconds goes, 292 years, when it is longer. */
internal fun Duration.nanosOrForEver(): Long =
    try {
        toNanos()
    } catch (ignored: ArithmeticException) {
        Long.MAX_VALUE
    }

/**
 * What is to be sampled, and how often: adjectives that each return a new description, and the verb [sample]. Immutable and
 * thread-safe.
 *
 * ```
 * watch(region).every(Duration.ofMillis(50)).sample(Duration.ofSeconds(5))
 * ```
 *
 * Samples take no lock. While one runs, its progress shows on standard error when that is a terminal, at the prompt of
 * `./shm jshell`, and in an open notebook; the system property `shmkit.progress`, `always` or `never`, overrules that.
 */
public class Watch internal constructor(
    private val probes: List<Probe>,
    private val interval: Duration,
) {
    internal constructor() : this(emptyList(), DEFAULT_INTERVAL)

    /** Lines are told apart by their names: a later one of the same has a number behind it. */
    private fun adding(more: List<Probe>): Watch {
        val all = ArrayList(probes)
        val names = all.mapTo(HashSet()) { it.name }
        for (probe in more) {
            val name = generateSequence(1) { it + 1 }.map { named(probe.name, it) }.first { it !in names }
            names += name
            all += probe.named(name)
        }
        return Watch(all, interval)
    }

    private fun named(
        name: String,
        number: Int,
    ) = if (number == 1) name else "$name ($number)"

    /**
     * Adds fields of a row: numbers, booleans as 0 and 1.
     *
     * @throws IllegalArgumentException when none is given, there is no such field, or it is neither
     */
    public fun fields(
        row: Row,
        vararg paths: String,
    ): Watch {
        requireFields(paths, "row")
        return adding(paths.map { Probe.field(row, it, it) })
    }

    /**
     * Adds fields of every row of a table: one line each, `ROW.field`.
     *
     * @throws IllegalArgumentException when none is given, there is no such field, it is no number, the table has no rows, or the
     * lines are more than 256
     */
    public fun fields(
        table: Table,
        vararg paths: String,
    ): Watch {
        requireFields(paths, "table")
        require(table.size().toLong() * paths.size <= MOST_LINES) {
            "${table.size().counted(
                "row",
            )} with ${paths.size.counted("field")} are more lines than $MOST_LINES; watch single rows: table.row(0)"
        }
        require(table.size() > 0) { "there is nothing to watch in a table of no rows; make it with one or more" }
        return adding(
            paths.flatMap { path ->
                table.mapIndexed { index, row -> Probe.field(row, path, "$index.$path") }
            },
        )
    }

    private fun requireFields(
        paths: Array<out String>,
        of: String,
    ) = require(paths.isNotEmpty()) { "nothing to watch; name fields: watch($of, \"field\")" }

    /**
     * Adds a region's lock: the share of samples that saw it held, by whatever process; and what this process did with it, a
     * second: times taken, times taken after a wait, milliseconds waited.
     */
    public fun lock(region: SharedMemory): Watch = adding(Probe.lock(region))

    /** Adds a number that the caller computes, in the sampling thread. */
    public fun value(
        name: String,
        number: DoubleSupplier,
    ): Watch = adding(listOf(Probe(name, "value") { number.asDouble }))

    /**
     * Says how long to wait from one sample to the next: 100 ms unless told.
     *
     * @throws IllegalArgumentException when it is less than a millisecond
     */
    public fun every(interval: Duration): Watch {
        require(
            interval >= LEAST_INTERVAL,
        ) { "an interval of $interval is too short to sample; take a millisecond or more" }
        return Watch(probes, interval)
    }

    /** Says how long to wait from one sample to the next, with Kotlin's `Duration`. */
    @JvmSynthetic
    public fun every(interval: kotlin.time.Duration): Watch = every(interval.toJavaDuration())

    /** Samples for so long, with Kotlin's `Duration`. */
    @JvmSynthetic
    public fun sample(duration: kotlin.time.Duration): Series = sample(duration.toJavaDuration())

    /**
     * Samples now and then once an interval, in the calling thread. A sample that comes late is not made up for. Ends early, with
     * a note in the series, when the thread is interrupted, which it then stays, or a region is closed.
     *
     * @throws IllegalArgumentException when the duration is not positive, or holds more than a million intervals
     * @throws IllegalStateException when nothing is to be sampled, or a region is closed already
     */
    public fun sample(duration: Duration): Series {
        check(probes.isNotEmpty()) { "nothing to watch; begin with watch(region) or watch(table, \"field\")" }
        require(
            !duration.isZero && !duration.isNegative,
        ) { "there is no sampling for $duration; take a positive duration" }
        val durationNanos = duration.nanosOrForEver()
        val intervals = durationNanos / interval.nanosOrForEver()
        require(intervals <= MOST_SAMPLES) { "$intervals samples are more than $MOST_SAMPLES; take a longer interval" }
        val samples = Samples(probes)
        return Progress.open(duration).use { progress -> run(samples, durationNanos, progress) }
    }

    private fun run(
        samples: Samples,
        durationNanos: Long,
        progress: Progress,
    ): Series {
        val intervalNanos = interval.nanosOrForEver()
        val start = System.nanoTime()
        while (true) {
            // From this sample to the next, not from one due time to the next: a rate over a sliver of time says nothing.
            val now = System.nanoTime() - start
            try {
                samples.take(now / NANOS)
            } catch (e: IllegalStateException) {
                return endedEarly(samples, e)
            } catch (e: ShmException) {
                return endedEarly(samples, e)
            } catch (e: InternalError) {
                // What JDK 17 throws for a page that is gone.
                return endedEarly(samples, e)
            }
            progress.show(now, samples.count)
            // Not by their sum, which may be more than for ever.
            if (intervalNanos > durationNanos - now) return samples.series("")
            if (!sleepUntil(
                    start + now + intervalNanos,
                )
            ) {
                return samples.series("ended early: the thread was interrupted")
            }
        }
    }

    private fun endedEarly(
        samples: Samples,
        cause: Throwable,
    ): Series {
        if (samples.count == 0) throw cause
        // Briefly: the whole message does not fit below a table.
        val why = if (cause is RegionTruncatedException) "another process truncated the region" else cause.message
        return samples.series("ended early: $why")
    }

    /** False when the thread is interrupted. */
    private fun sleepUntil(deadline: Long): Boolean {
        // Also where every sample comes late, so that there is nothing to wait for.
        while (!Thread.currentThread().isInterrupted) {
            val left = deadline - System.nanoTime()
            if (left <= 0) return true
            LockSupport.parkNanos(left)
        }
        return false
    }

    override fun toString(): String {
        val lines = if (probes.isEmpty()) "nothing" else probes.joinToString { it.name }
        val millis =
            interval.seconds.toBigDecimal().movePointRight(3) + interval.nano.toBigDecimal().movePointLeft(6)
        val end = " every ${millis.stripTrailingZeros().toPlainString()} ms; call sample(Duration.ofSeconds(5))"
        return Printable.shortened("watch of $lines", Grid.MOST_COLUMNS - end.length) + end
    }
}
