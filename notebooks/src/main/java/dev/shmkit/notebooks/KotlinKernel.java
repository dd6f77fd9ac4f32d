package dev.shmkit.notebooks;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Starts the Kotlin kernel such that it has shmkit's imports done from the first cell on, and ends with its client. The kernel
 * itself is not needed to compile this.
 */
public final class KotlinKernel {
    /** A file in the kernel's home for the compiler to read, see {@link #readWrongFile}. */
    public static final String WRONG_FILE = "wrong.kt";

    /** What is in it. */
    public static final String WRONG_CODE =
            "// Read by the compiler to warm up. It is wrong so that it ends there.\nval = \n";

    private static final String MAIN = "org.jetbrains.kotlinx.jupyter.IkotlinKt";
    static final String COMPILER = "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler";
    private static final String HOME = "-home=";

    private KotlinKernel() {}

    /**
     * Serves one Jupyter client.
     *
     * @param args the Kotlin kernel's own, the connection file first
     */
    public static void main(String[] args) throws Throwable {
        ClientWatch.start();
        startCompiler(args);
        args[0] = KotlinPrelude.before(Path.of(args[0])).toString();
        MethodHandles.publicLookup()
                .findStatic(Class.forName(MAIN), "main", MethodType.methodType(void.class, String[].class))
                .invoke(args);
    }

    private static void startCompiler(String[] args) {
        Stream.of(args).filter(arg -> arg.startsWith(HOME)).findFirst().ifPresent(home -> {
            Path file = Path.of(home.substring(HOME.length()), WRONG_FILE);
            Thread thread = new Thread(() -> readWrongFile(file), "shmkit-compiler-warm-up");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * Has the compiler read a file, which it can while the kernel opens its sockets, and mostly sleeps: a tenth of the time to a
     * first cell's result. To compile it as well would take from the first cell what it gives.
     */
    private static void readWrongFile(Path file) {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Class<?> compiler = Class.forName(COMPILER);
            compiler.getMethod("exec", PrintStream.class, String[].class)
                    .invoke(compiler.getConstructor().newInstance(), nowhere, new String[] {
                        "-no-stdlib", "-no-reflect", file.toString()
                    });
        } catch (ReflectiveOperationException | LinkageError e) {
            // A first cell takes longer then, and nothing else.
        }
    }
}
