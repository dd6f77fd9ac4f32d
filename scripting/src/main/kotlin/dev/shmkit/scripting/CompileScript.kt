package dev.shmkit.scripting

import java.io.File
import kotlin.script.experimental.api.CompiledScript
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptDiagnostic.Severity
import kotlin.script.experimental.host.FileScriptSource
import kotlin.script.experimental.impl.internalScriptingRunSuspend
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.jvmhost.JvmScriptCompiler
import kotlin.script.experimental.jvmhost.saveToJar
import kotlin.system.exitProcess

private const val FAILED = 1
private const val WRONG_USAGE = 2

/**
 * Compiles a Kotlin script to a jar: `CompileScript FILE JAR CLASSPATH`. The jar's manifest names the script's class as
 * `Main-Class`, and in `Class-Path` what the script was compiled with, its own dependencies included. Ends with status 0, or
 * with 1 and one line that says what is wrong and where.
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
            internalScriptingRunSuspend { JvmScriptCompiler()(FileScriptSource(script), configuration) }
        return when (result) {
            is ResultWithDiagnostics.Success -> save(script, result.value, jar)
            is ResultWithDiagnostics.Failure -> firstError(script, result.reports)
        }
    }

    private fun save(script: File, compiled: CompiledScript, jar: File): String? {
        if (compiled.otherScripts.isNotEmpty()) {
            return "${script.name}:1: error: @file:Import is not supported; put the code into one file or a jar"
        }
        (compiled as KJvmCompiledScript).saveToJar(jar)
        return null
    }

    private fun firstError(script: File, reports: List<ScriptDiagnostic>): String {
        // A dependency that is not found is a failure without an error.
        val errors = reports.filter { it.severity >= Severity.ERROR }.ifEmpty { reports.take(1) }
        val first = errors.firstOrNull() ?: return "${script.name}: error: the compiler gave up without saying why"
        val line = first.location?.start?.line ?: 1
        val more = if (errors.size > 1) " (and ${errors.size - 1} more)" else ""
        return "${script.name}:$line: error: ${first.message.lines().joinToString(" ") { it.trim() }}$more"
    }
}
