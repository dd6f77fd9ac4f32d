package dev.shmkit.notebooks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;

/**
 * Starts the Kotlin kernel such that it has shmkit's imports done from the first cell on, and ends with its client. The kernel
 * itself is not needed to compile this.
 */
public final class KotlinKernel {
    private static final String MAIN = "org.jetbrains.kotlinx.jupyter.IkotlinKt";

    private KotlinKernel() {}

    /**
     * Serves one Jupyter client.
     *
     * @param args the Kotlin kernel's own, the connection file first
     */
    public static void main(String[] args) throws Throwable {
        ClientWatch.start();
        args[0] = KotlinPrelude.before(Path.of(args[0])).toString();
        MethodHandles.publicLookup()
                .findStatic(Class.forName(MAIN), "main", MethodType.methodType(void.class, String[].class))
                .invoke(args);
    }
}
