package dev.shmkit.scripting

import java.io.File
import kotlin.script.experimental.api.CompiledScript
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptDiagnostic.Severity
import kotlin.script.experimental.api.dependencies
import kotlin.script.experimental.host.FileScriptSource
import kotlin.script.experimental.impl.internalScriptingRunSuspend
import kotlin.script.experimental.jvm.JvmDependency
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.jvm.withUpdatedClasspath
import kotlin.script.experimental.jvmhost.JvmScriptCompiler
import kotlin.script.experimental.jvmhost.saveToJar
import kotlin.system.exitProcess

private const val FAILED = 1
private const val WRONG_USAGE = 2

/** How Kotlin 2.3 fails when a script increments an element: it looks for a function around it. */
private val INCREMENT_FAILURE = Regex("IrScriptImpl cannot be cast to class .*IrTypeParametersContainer")

/** Also where several annotations stand in brackets, over several lines. */
private val IMPORT = Regex("""@file\s*:\s*(\[[^\]]*)?\bImport\b""")

/**
 * Compiles a Kotlin script to a jar: `CompileScript FILE JAR CLASSPATH`. The jar's manifest names the script's class as
 * `Main-Class`, and in `Class-Path` what the script was compiled with, its own dependencies included. `JAR.imports` names the
 * files that it imports, and they in turn. Ends with status 0, or with 1 and a line for each error that says what is wrong and where.
 */
public object CompileScript {
    @JvmStatic
    public fun main(args: Array<String>) {
        if (args.size != 3) {
            System.err.println("usage: CompileScript FILE JAR CLASSPATH")
            exitProcess(WRONG_USAGE)
        }
        val problem = compile(File(args[0]), File(args[1]), args[2].split(File.pathSeparator).map(::File))
        if (problem != null) {
            System.err.println(problem)
        }
        // The compiler leaves threads behind.
        exitProcess(if (problem == null) 0 else FAILED)
    }

    private fun compile(script: File, jar: File, classPath: List<File>): String? {
        val configuration = ScriptConfiguration.of(script.name, classPath)
        val result =
            @Suppress("DEPRECATION_ERROR")
            internalScriptingRunSuspend { compiler(script)(FileScriptSource(script), configuration) }
        return when (result) {
            is ResultWithDiagnostics.Success -> save(result.value, jar)
            is ResultWithDiagnostics.Failure -> errors(script, result.reports)
        }
    }

    /**
     * The default of Kotlin 2.3.21 gives up with "Expected FirResolvedTypeRef" where a script calls a function of another that
     * takes parameters. The one before it does not.
     */
    private fun compiler(script: File): JvmScriptCompiler =
        if (IMPORT.containsMatchIn(script.readText())) JvmScriptCompiler.createLegacy() else JvmScriptCompiler()

    private fun save(compiled: CompiledScript, jar: File): String? {
        val imported = imported(compiled)
        withDependencies(compiled as KJvmCompiledScript, imported).saveToJar(jar)
        // A script that is imported twice is read once.
        File(
            "$jar.imports",
        ).writeText(imported.mapNotNull { it.sourceLocationId }.distinct().joinToString("") { "$it\n" })
        return null
    }

    private fun imported(script: CompiledScript): List<CompiledScript> =
        script.otherScripts.flatMap { listOf(it) + imported(it) }

    /** The script with what those that it imports depend on: they are compiled together. */
    private fun withDependencies(
        script: KJvmCompiledScript,
        imported: List<CompiledScript>,
    ): KJvmCompiledScript {
        val more =
            imported
                .flatMap { it.compilationConfiguration[ScriptCompilationConfiguration.dependencies].orEmpty() }
                .filterIsInstance<JvmDependency>()
                .flatMap { it.classpath }
        return KJvmCompiledScript(
            script.sourceLocationId,
            script.compilationConfiguration.withUpdatedClasspath(more),
            script.scriptClassFQName,
            script.resultField,
            script.otherScripts,
            script.getCompiledModule(),
        )
    }

    private fun errors(script: File, reports: List<ScriptDiagnostic>): String {
        // A dependency that is not found is a failure without an error.
        val errors =
            reports.filter { it.severity >= Severity.ERROR }.ifEmpty {
                reports
                    .filter {
                        it.severity >=
                            Severity.WARNING
                    }.take(1)
            }
        if (errors.isEmpty()) return "${script.name}:1: error: the compiler gave up without saying why"
        return errors.joinToString("\n") { describe(script, it) }
    }

    private fun describe(script: File, error: ScriptDiagnostic): String {
        val line = error.location?.start?.line ?: 1
        // Empty for what is not in a file, such as a dependency that is not found.
        val file = error.sourcePath?.let { File(it).name } ?: script.name
        return "$file:$line: error: ${reason(error.message)}"
    }

    private fun reason(message: String): String =
        if (INCREMENT_FAILURE.containsMatchIn(message)) {
            "the Kotlin compiler failed, probably on x[i]++ or x[i]-- outside of a function; write x[i] += 1 or " +
                "x[i] -= 1 (its own words: ${message.substringBefore(" (")})"
        } else {
            message.lines().joinToString(" ") { it.trim() }
        }
}
