package dev.shmkit.internal.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * The machine code of a native method {@code static native int method(long)} that is a C function {@code int function(long)}: it
 * drops what the JVM passes first, the environment and the class (JNI specification, "Native Method Arguments"), and goes on in
 * the function. The sources are in {@code api/src/main/native}; a test assembles them and compares.
 *
 * <pre>
 *  offset  0              16
 *          ┌──────────────┬──────────────────────────┐
 *          │ instructions │ address of the function  │
 *          └──────────────┴──────────────────────────┘
 * </pre>
 */
public final class CallCode {
    private static final String X86_64 = "SInX/yUHAAAAkJCQkJCQkA==";
    private static final String AARCH64 = "4AMCqnAAAFgAAh/WHyAD1Q==";

    public static final int BYTES = 24;

    private CallCode() {}

    /** The instructions, for aarch64 or x86-64. */
    public static byte[] bytes(boolean arm, long function) {
        byte[] instructions = Base64.getDecoder().decode(arm ? AARCH64 : X86_64);
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(instructions)
                .putLong(function)
                .array();
    }
}
