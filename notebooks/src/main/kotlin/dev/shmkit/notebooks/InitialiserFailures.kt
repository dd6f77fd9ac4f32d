package dev.shmkit.notebooks

import org.jetbrains.kotlinx.jupyter.api.Notebook
import org.jetbrains.kotlinx.jupyter.api.ThrowableRenderer

/**
 * Tells what a static initialiser threw, an object's or a companion's, and where, as output of the cell: the kernel's answer says
 * only that one threw. Renders nothing: a cell whose exception is rendered counts as done.
 */
internal class InitialiserFailures(
    private val notebook: Notebook,
) : ThrowableRenderer {
    override fun accepts(throwable: Throwable): Boolean {
        val failure = generateSequence(throwable) { it.cause }.firstOrNull { it is ExceptionInInitializerError }
        if (failure != null) {
            // The kernel shows only standard output in the cell, and copies it to its own, which is with the log.
            println(told(generateSequence(failure) { it.cause }.first { it.message != null || it.cause == null }))
        }
        return false
    }

    override fun render(throwable: Throwable): Any = throwable

    private fun told(mistake: Throwable): String {
        val repeated = REPEATED.matchEntire(mistake.message.orEmpty())
        val words = repeated?.groupValues?.get(1) ?: mistake.toString()
        return TOLD + place(mistake.stackTrace.asList()) + ": " + words.lines().joinToString(" ") { it.trim() }
    }

    private fun place(frames: List<StackTraceElement>): String {
        val frame = frames.firstOrNull { it.lineNumber > 0 && FILE.matches(it.fileName.orEmpty()) } ?: return ""
        val number = FILE.matchEntire(frame.fileName.orEmpty())?.groupValues?.get(1)
        val cell = notebook.cellsList.firstOrNull { it.internalId.toString() == number }
        return " in line ${frame.lineNumber}" + (cell?.let { " of cell ${it.id}" } ?: "")
    }

    internal companion object {
        /** How the line begins. */
        const val TOLD: String = "thrown by a static initialiser"

        private val FILE = Regex("""Line_(\d+)\.jupyter\.kts""")

        /** How the JVM repeats it at the next use of the class. */
        private val REPEATED = Regex("""Exception (.*) \[in thread ".*"]""", RegexOption.DOT_MATCHES_ALL)
    }
}
