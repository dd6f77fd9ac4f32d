package dev.shmkit.notebooks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Starts the Kotlin kernel such that it ends with its client. The kernel itself is not needed to compile this. */
public final class KotlinKernel {
    private static final String MAIN = "org.jetbrains.kotlinx.jupyter.IkotlinKt";

    private KotlinKernel() {}

    /**
     * Serves one Jupyter client.
     *
     * @param args the Kotlin kernel's own
     */
    public static void main(String[] args) throws Throwable {
        ClientWatch.start();
        MethodHandles.publicLookup()
                .findStatic(Class.forName(MAIN), "main", MethodType.methodType(void.class, String[].class))
                .invoke(args);
    }
}
