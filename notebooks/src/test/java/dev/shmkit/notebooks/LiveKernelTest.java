package dev.shmkit.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.SharedMemory;
import dev.shmkit.notebooks.command.Main;
import dev.shmkit.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels as an open notebook uses them: through a Jupyter client that sends one cell after the other. */
@NeedsJupyter
class LiveKernelTest {
    @TempDir
    private Path data = Path.of("");

    /** Debian's Python talks to a kernel whose spec was installed. */
    private String talk(String program) throws IOException {
        return talk("shmkit-java", program);
    }

    private String talk(String kernel, String program) throws IOException {
        String warmUp = data.toAbsolutePath() + "/warm-up";
        SharedMemory.create(warmUp, 64).close();
        Notebooks.command("install")
                .vm("-Dshmkit.warm-up=" + warmUp)
                .through("/usr/bin/env", "JUPYTER_DATA_DIR=" + data)
                .run()
                .requireSuccess();
        Path script = Files.writeString(data.resolve("client.py"), CLIENT + program);
        // The client stands in for a JVM and is given its arguments, which it does not look at.
        ChildJvm.Exit exit = ChildJvm.of(Main.class)
                .through("/usr/bin/env", "JUPYTER_DATA_DIR=" + data, "/usr/bin/python3", script.toString(), kernel)
                .run();
        return exit.requireSuccess();
    }

    private static final String CLIENT = """
            import atexit, sys, tempfile
            from jupyter_client.manager import start_new_kernel

            # What a kernel prints itself has a file of its own: in one pipe it would land within the lines below.
            kernel = tempfile.TemporaryFile("w+", errors="replace")
            @atexit.register
            def tell():
                kernel.seek(0)
                print("the kernel printed:", kernel.read())

            manager, client = start_new_kernel(
                kernel_name=sys.argv[1], startup_timeout=60, stdout=kernel, stderr=kernel)

            def show(message):
                kind, content = message["msg_type"], message["content"]
                if kind == "stream":
                    print(content["name"], repr(content["text"]), flush=True)
                elif kind == "execute_result":
                    print("value", content["data"]["text/plain"], flush=True)
                elif kind == "error":
                    print("error", content["ename"], content["evalue"], flush=True)

            def run(code, hook=show):
                return client.execute_interactive(code, timeout=60, output_hook=hook)["content"]["status"]

            def finish():
                client.stop_channels()
                manager.shutdown_kernel(now=True)

            """;

    @Test
    void shouldInterruptACellAndRunTheNext() throws IOException {
        String said = talk("""
                try:
                    def interrupt(message):
                        show(message)
                        if message["msg_type"] == "stream" and "begun" in message["content"]["text"]:
                            manager.interrupt_kernel()
                    run("int kept = 40;")
                    print("first", run('System.out.println("begun"); while (true) Thread.sleep(1000);', interrupt))
                    print("second", run("kept + 2"))
                finally:
                    finish()
                """);
        assertThat(said).contains("begun", "java.lang.InterruptedException", "first error", "value 42", "second ok");
    }

    /** What showing a value throws is the cell's failure, and its interrupt ends the showing. */
    @Test
    void shouldRunTheNextCellWhenAValueCannotBeShown() throws IOException {
        String said = talk("""
                try:
                    print("endless", run("var a = new ArrayList<Object>(); a.add(List.of(a)); a"))
                    print("thrown", run('new Object() { public String toString() { throw new Error("no"); } }'))
                    def interrupt(message):
                        show(message)
                        if message["msg_type"] == "stream" and "showing" in message["content"]["text"]:
                            manager.interrupt_kernel()
                    print("slow", run('new Object() { public String toString() { System.out.println("showing");'
                        ' try { Thread.sleep(100_000); } catch (InterruptedException e) { return "interrupted"; }'
                        ' return "slept"; } }', interrupt))
                    print("next", run("40 + 2"))
                finally:
                    finish()
                """);
        assertThat(said)
                .containsSubsequence(
                        "the value cannot be shown: java.lang.StackOverflowError",
                        "endless error",
                        "the value cannot be shown: java.lang.Error: no",
                        "    at ",
                        "thrown error",
                        "value interrupted",
                        "slow ok",
                        "value 42",
                        "next ok");
    }

    /** Jupyter counts code points. */
    @Test
    void shouldCompleteAndExplainBehindLettersBeyondTheBasicPlane() throws IOException {
        String said = talk("""
                def ask(code):
                    content = client.complete(code, len(code), reply=True, timeout=60)["content"]
                    print("completed", [code[:content["cursor_start"]] + match + code[content["cursor_end"]:]
                        for match in content["matches"][:2]])
                    found = client.inspect(code, len(code), reply=True, timeout=60)["content"]
                    print("explained", found["data"].get("text/plain", ""))
                try:
                    ask('var s = "🐚🐚"; shm("x").secu')
                    ask('var s = "🐚🐚"; shm("x").secure(')
                finally:
                    finish()
                """);
        assertThat(said)
                .contains(
                        "completed ['var s = \"🐚🐚\"; shm(\"x\").secure()']",
                        "explained dev.shmkit.dsl.RegionSpec dev.shmkit.dsl.RegionSpec.secure()");
    }

    @Test
    void shouldAskForMoreWhereAStatementDoesNotEnd() throws IOException {
        String said = talk("""
                try:
                    for code in ["for (int i = 0; i < 3; i++) {", "int x = 1;\\n  if (x > 0) {", "shm('x').", "int x = 1"]:
                        asked = client.is_complete(code)
                        reply = {"parent_header": {}}
                        # There may be more answers to what was asked while the kernel started.
                        while reply["parent_header"].get("msg_id") != asked:
                            reply = client.get_shell_msg(timeout=60)
                        content = reply["content"]
                        print(content["status"], repr(content.get("indent", "")))
                finally:
                    finish()
                """);
        assertThat(said).startsWith("incomplete '    '\nincomplete '      '\nincomplete ''\ncomplete ''\n");
    }

    @Test
    void shouldShowTheProgressOfSampling() throws IOException {
        String said = talk("""
                try:
                    print(run('var r = shm("notebook-progress").size(64).temporary().open();'))
                    print(run('watch(r).every(Duration.ofMillis(20)).sample(Duration.ofMillis(500)).size() > 0'))
                    print(run('r.close();'))
                finally:
                    finish()
                """);
        assertThat(said).containsPattern("stderr '\\\\r.* of 0\\.5 s, \\d+ samples");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shmkit-java", "shmkit-kotlin"})
    void shouldBeReadyForTheFirstRegion(String kernel) throws IOException {
        assumeTrue(kernel.equals("shmkit-java") || Runtime.version().feature() == 17);
        String said = talk(kernel, """
                try:
                    names = "Thread.getAllStackTraces().toString()"
                    maps = 'java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/maps"))'
                    print("waited", run('while (' + names + '.contains("shmkit-warm-up")) Thread.sleep(1);'))
                    print("asked", run(maps + '.contains("jna")'))
                finally:
                    finish()
                """);
        assertThat(said).contains("waited ok", "value true", "asked ok");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void shouldHaveItsImportsDoneBeforeTheFirstKotlinCell() throws IOException {
        String said = talk("shmkit-kotlin", """
                import glob, os
                try:
                    def numbered(message):
                        show(message)
                        if message["msg_type"] == "execute_result":
                            print("number", message["content"]["execution_count"])
                    code = 'shm("notebook-first").size(64).temporary().open().use { it.putLong(0, 42).getLong(0) }'
                    print("first", run(code, numbered))
                    print("left", glob.glob(os.path.dirname(manager.connection_file) + "/shmkit-kernel-*"))
                finally:
                    finish()
                """);
        assertThat(said).contains("value 42", "number 1", "first ok", "left []");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void shouldAskTheClientForWhatAKotlinCellReads() throws IOException {
        String said = talk("shmkit-kotlin", """
                try:
                    def answer(message):
                        print("asked", message["content"]["prompt"], flush=True)
                        client.input("42")
                    reply = client.execute_interactive("readln().toInt() + 1", allow_stdin=True, timeout=60,
                        output_hook=show, stdin_hook=answer)
                    print("read", reply["content"]["status"])
                finally:
                    finish()
                """);
        assertThat(said).contains("asked", "value 43", "read ok");
    }

    @ParameterizedTest
    @EnabledForJreRange(max = JRE.JAVA_17)
    @ValueSource(strings = {"", "val a = 1"})
    void shouldHaveNothingLeftToDoWhenAKotlinNotebookNamesItsLibrary(String before) throws IOException {
        String said = talk("shmkit-kotlin", """
                try:
                    def html(message):
                        show(message)
                        if message["msg_type"] == "execute_result":
                            print("mime", sorted(message["content"]["data"]))
                    if BEFORE: print("before", run(BEFORE))
                    print("use", run('%use shmkit\\nval r = shm("notebook-use").size(64).temporary().open()'))
                    print("shown", run('r', html))
                    print("closed", run('r.close()'))
                finally:
                    finish()
                """.replace("BEFORE", '"' + before + '"'));
        assertThat(said).contains("use ok", "mime ['text/html', 'text/plain']", "shown ok", "closed ok");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void shouldShowWhatAStaticInitialiserThrewInTheKotlinCellToo() throws IOException {
        String said = talk("shmkit-kotlin", """
                try:
                    run('class Number { companion object {\\n val four = Integer.parseInt("four")\\n} }')
                    print("first", run("Number.four"))
                    print("second", run("Number.four"))
                finally:
                    finish()
                """);
        String told = "stdout 'thrown by a static initialiser in line 2 of cell 1:"
                + " java.lang.NumberFormatException: For input string: \"four\"";
        assertThat(said).containsSubsequence(told, "first error", told, "second error");
    }
}
