package dev.shmkit.internal.posix;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.machine.CallCode;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Map;

/**
 * Binds native methods {@code static native int function(long)} to their C functions once more, after JNA: the JVM then comes to the
 * function by a few instructions of ours, and not by JNA's general way, which costs many times as much. JNA would note the error
 * number, too, which pthread's functions return instead.
 *
 * <p>The JVM offers what this needs to every native library: RegisterNatives, in the table of JNI's functions at the index that the
 * JNI specification gives it.
 */
final class ShortCalls {
    private static final String INT_OF_LONG = "(J)I";
    private static final int JNI_OK = 0;
    private static final long REGISTER_NATIVES_INDEX = 215;
    private static final Map<String, ?> WITH_OBJECTS = Map.of(Library.OPTION_ALLOW_OBJECTS, true);
    private static final int PROT_READ_EXECUTE = 0x1 | 0x4;

    private ShortCalls() {}

    /**
     * Binds methods that have their functions' names. They stay JNA's where the system permits no new code, or the JVM is another one
     * than we know.
     *
     * @return whether they were bound
     */
    static boolean bind(Class<?> owner, String... functions) {
        try {
            return register(owner, functions, code(functions));
        } catch (ErrnoException | LinkageError | RuntimeException e) {
            return false;
        }
    }

    /** Instructions that go on in the functions, one piece behind the other, which are never given back. */
    private static long code(String... functions) throws ErrnoException {
        byte[][] pieces = Arrays.stream(functions)
                .map(name -> NativeLibrary.getProcess().getFunction(name))
                .map(function -> CallCode.bytes(Platform.ARM, Pointer.nativeValue(function)))
                .toArray(byte[][]::new);
        long lengthBytes = (long) pieces.length * CallCode.BYTES;
        long address = Mapping.mapAnonymous(lengthBytes);
        for (int i = 0; i < pieces.length; i++) {
            new Pointer(address).write((long) i * CallCode.BYTES, pieces[i], 0, CallCode.BYTES);
        }
        if (LibC.mprotect(address, lengthBytes, PROT_READ_EXECUTE) != 0) {
            throw LibC.failure();
        }
        return address;
    }

    /** Tells the JVM with one JNINativeMethod for each function: the addresses of its name, its signature and its code. */
    private static boolean register(Class<?> owner, String[] functions, long code) {
        int entryBytes = 3 * Native.POINTER_SIZE;
        Memory entries = new Memory((long) entryBytes * functions.length);
        Memory signature = text(INT_OF_LONG);
        Memory[] names = Arrays.stream(functions).map(ShortCalls::text).toArray(Memory[]::new);
        try {
            for (int i = 0; i < functions.length; i++) {
                Pointer[] entry = {names[i], signature, new Pointer(code + (long) i * CallCode.BYTES)};
                entries.write((long) i * entryBytes, entry, 0, entry.length);
            }
            Object[] arguments = {JNIEnv.CURRENT, owner, entries, functions.length};
            return registerNatives().invoke(int.class, arguments, WITH_OBJECTS).equals(JNI_OK);
        } finally {
            Reference.reachabilityFence(names);
            Reference.reachabilityFence(signature);
        }
    }

    /** A JNIEnv begins with the address of the table. JNA gives it to C functions only: one that returns its argument shows it. */
    private static Function registerNatives() {
        Function returnsFirst = NativeLibrary.getProcess().getFunction("memmove");
        Object[] arguments = {JNIEnv.CURRENT, JNIEnv.CURRENT, 0L};
        Pointer environment = (Pointer) returnsFirst.invoke(Pointer.class, arguments, WITH_OBJECTS);
        Pointer table = environment.getPointer(0);
        return Function.getFunction(table.getPointer(REGISTER_NATIVES_INDEX * Native.POINTER_SIZE));
    }

    private static Memory text(String text) {
        byte[] string = LibC.string(text);
        Memory memory = new Memory(string.length);
        memory.write(0, string, 0, string.length);
        return memory;
    }
}
