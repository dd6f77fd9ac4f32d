package dev.shmkit.dsl.watch

/** Loads the chart library when a picture is wanted, and says plainly when it cannot be drawn. */
internal object Drawing {
    fun svg(
        series: Series,
        seconds: DoubleArray,
    ): String {
        check(seconds.isNotEmpty()) { "there are no samples to draw" }
        return try {
            Charts.svg(series.lines, seconds)
        } catch (e: LinkageError) {
            throw cannot(e)
        } catch (e: InternalError) {
            throw cannot(e)
        } catch (e: Error) {
            // By its name: java.desktop may not be there.
            throw if (e.javaClass.name == "java.awt.AWTError") cannot(e) else e
        }
    }

    private fun cannot(cause: Throwable) =
        IllegalStateException(
            "this JVM cannot draw pictures ($cause); it needs XChart, the module java.desktop and fonts " +
                "(Debian: libfontconfig1 and fonts-dejavu-core), and where DISPLAY is set, a display that answers: " +
                "unset it otherwise",
            cause,
        )
}
