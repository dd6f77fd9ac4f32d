package dev.shmkit.scripting

import org.jetbrains.kotlin.mainKts.CompilerOptions
import org.jetbrains.kotlin.mainKts.Import
import org.jetbrains.kotlin.mainKts.MainKtsConfigurator
import java.io.File
import kotlin.script.experimental.api.KotlinType
import kotlin.script.experimental.api.ScriptAcceptedLocation
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.acceptedLocations
import kotlin.script.experimental.api.baseClass
import kotlin.script.experimental.api.compilerOptions
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.fileExtension
import kotlin.script.experimental.api.ide
import kotlin.script.experimental.api.refineConfiguration
import kotlin.script.experimental.dependencies.DependsOn
import kotlin.script.experimental.dependencies.Repository
import kotlin.script.experimental.jvm.jvm
import kotlin.script.experimental.jvm.updateClasspath

/** What a script finds done for it: the imports of a JShell session in Kotlin's terms, and its arguments in `args`. */
internal object ScriptConfiguration {
    private val IMPORTS =
        listOf(
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

    private val ANNOTATIONS = listOf(DependsOn::class, Repository::class, Import::class, CompilerOptions::class)

    /**
     * For a script of this name.
     *
     * @param classPath what the script may use
     */
    fun of(name: String, classPath: List<File>): ScriptCompilationConfiguration {
        val main = name.endsWith(MAIN_KTS)
        val needed = if (main) ANNOTATIONS + KotlinScript::class else listOf(KotlinScript::class)
        return ScriptCompilationConfiguration {
            baseClass(KotlinScript::class)
            defaultImports(if (main) IMPORTS + ANNOTATIONS.map { it.java.name } else IMPORTS)
            compilerOptions("-jvm-target", "17", "-no-reflect")
            jvm { updateClasspath(classPath + needed.map { jarOf(it.java) }.distinct()) }
            ide { acceptedLocations(ScriptAcceptedLocation.Everywhere) }
            fileExtension(if (main) MAIN_KTS.drop(1) else "kts")
            if (main) {
                refineConfiguration {
                    onAnnotations(ANNOTATIONS.map { KotlinType(it) }, handler = MainKtsConfigurator())
                }
            }
        }
    }

    private fun jarOf(type: Class<*>) =
        File(
            type.protectionDomain.codeSource.location
                .toURI(),
        )

    private const val MAIN_KTS = ".main.kts"
}
