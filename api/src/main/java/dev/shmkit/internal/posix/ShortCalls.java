package dev.shmkit.internal.posix;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.machine.CallCode;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Map;

/**
 * Binds native methods {@code static native int function(long)} to their C functions once more, after JNA: the JVM then comes to the
 * function by three instructions of ours, and not by JNA's general way, which costs many times as much. JNA would note the error
 * number, too, which pthread's functions return instead.
 *
 * <p>The JVM offers what this needs to every native library: RegisterNatives, found through the tables of JNI's functions by the
 * indices that the JNI specification gives them.
 */
final class ShortCalls {
    private static final String INT_OF_LONG = "(J)I";
    private static final int JNI_OK = 0;
    private static final int VERSION_1_8 = 0x00010008;
    private static final int GET_ENV_INDEX = 6;
    private static final int REGISTER_NATIVES_INDEX = 215;

    /** The kernel makes a whole page of it, whatever its size is. */
    private static final int CODE_BYTES = 4096;

    private static final int PROT_READ_EXECUTE = 0x1 | 0x4;

    private ShortCalls() {}

    /**
     * Binds methods that have their functions' names. All stays as it is where the system permits no new code, or the JVM does not let
     * itself be found.
     *
     * @return whether they were bound
     */
    static boolean bind(Class<?> owner, String... functions) {
        try {
            return register(owner, functions, code(functions));
        } catch (ErrnoException | LinkageError e) {
            return false;
        }
    }

    /** Instructions that go on in the functions, one piece behind the other, which are never given back. */
    private static long code(String... functions) throws ErrnoException {
        long address = Mapping.mapAnonymous(CODE_BYTES);
        for (int i = 0; i < functions.length; i++) {
            long function = Pointer.nativeValue(NativeLibrary.getProcess().getFunction(functions[i]));
            byte[] code = CallCode.bytes(Platform.ARM, function);
            new Pointer(address + (long) i * CallCode.BYTES).write(0, code, 0, code.length);
        }
        if (LibC.mprotect(address, CODE_BYTES, PROT_READ_EXECUTE) != 0) {
            throw LibC.failure();
        }
        return address;
    }

    /** Tells the JVM with one JNINativeMethod for each function: the addresses of its name, its signature and its code. */
    private static boolean register(Class<?> owner, String[] functions, long code) {
        int described = 3 * Native.POINTER_SIZE;
        Memory methods = new Memory((long) described * functions.length);
        Memory signature = text(INT_OF_LONG);
        Memory[] names = Arrays.stream(functions).map(ShortCalls::text).toArray(Memory[]::new);
        try {
            for (int i = 0; i < functions.length; i++) {
                long address = code + (long) i * CallCode.BYTES;
                methods.write((long) i * described, new Pointer[] {names[i], signature, new Pointer(address)}, 0, 3);
            }
            Object[] arguments = {JNIEnv.CURRENT, owner, methods, functions.length};
            return environmentFunction(REGISTER_NATIVES_INDEX)
                    .invoke(int.class, arguments, Map.of(Library.OPTION_ALLOW_OBJECTS, true))
                    .equals(JNI_OK);
        } finally {
            Reference.reachabilityFence(names);
            Reference.reachabilityFence(signature);
        }
    }

    /** One of the functions that the JVM offers in the calling thread's JNIEnv. */
    private static Function environmentFunction(int index) {
        PointerByReference found = new PointerByReference();
        Function virtualMachines = NativeLibrary.getProcess().getFunction("JNI_GetCreatedJavaVMs");
        if (virtualMachines.invokeInt(new Object[] {found, 1, new IntByReference()}) != JNI_OK) {
            throw new UnsatisfiedLinkError("no JVM in this process");
        }
        Pointer machine = found.getValue();
        Function getEnvironment = function(machine, GET_ENV_INDEX);
        if (getEnvironment.invokeInt(new Object[] {machine, found, VERSION_1_8}) != JNI_OK) {
            throw new UnsatisfiedLinkError("this thread has no JNIEnv");
        }
        return function(found.getValue(), index);
    }

    /** Of an object that begins, as those of JNI do, with the address of a table. */
    private static Function function(Pointer object, int index) {
        Pointer table = object.getPointer(0);
        return Function.getFunction(table.getPointer((long) index * Native.POINTER_SIZE));
    }

    private static Memory text(String text) {
        byte[] string = LibC.string(text);
        Memory memory = new Memory(string.length);
        memory.write(0, string, 0, string.length);
        return memory;
    }
}
