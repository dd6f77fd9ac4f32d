package dev.shmkit.notebooks

import dev.shmkit.dsl.display.Displays
import dev.shmkit.snippets.WarmUp
import org.jetbrains.kotlinx.jupyter.api.createRenderer
import org.jetbrains.kotlinx.jupyter.api.libraries.JupyterIntegration
import org.jetbrains.kotlinx.jupyter.api.mimeResult

/** Teaches the Kotlin kernel to do shmkit's imports and to show its values as HTML, when a notebook depends on this jar. */
public class ShmkitIntegration : JupyterIntegration() {
    override fun Builder.onLoaded() {
        WarmUp.start()
        import(
            "dev.shmkit.*",
            "dev.shmkit.dsl.*",
            "dev.shmkit.dsl.display.*",
            "dev.shmkit.dsl.layout.*",
            "dev.shmkit.dsl.watch.*",
            "java.util.concurrent.locks.LockSupport",
            "kotlin.time.Duration",
            "kotlin.time.Duration.Companion.milliseconds",
            "kotlin.time.Duration.Companion.minutes",
            "kotlin.time.Duration.Companion.seconds",
        )
        ShownTypes.ALL.forEach { type -> addRenderer(createRenderer(type.kotlin) { shown(it) }) }
        addThrowableRenderer(InitialiserFailures(notebook))
    }

    private fun shown(value: Any): Any {
        val display = Displays.of(value) ?: return value.toString()
        return mimeResult("text/html" to display.html(), "text/plain" to display.text())
    }
}
