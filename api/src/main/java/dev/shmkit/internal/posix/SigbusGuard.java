package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.machine.SigbusCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JVM alive when a page of a mapping is gone that HotSpot's handler of SIGBUS would end it for: touched by native code,
 * by an interpreted compare-and-set, or by an instruction that it cannot step over. A handler in machine code stands before
 * HotSpot's. It asks HotSpot first, by the function that the JDK has for handlers of others ({@code JVM_handle_linux_signal}); what
 * HotSpot will not have, it makes good by a page of zeros that is this process's alone, so that the instruction goes on.
 *
 * <p>It looks at faults in shmkit's mappings and passes all others on as they are. Thread-safe.
 *
 * <pre>
 *  one page    the code, in its last 4096 bytes: may be executed, not written
 *  4096 bytes  0 handler before   8 JVM_handle_linux_signal   16 slots in use   24 -page size   32 pages replaced, for debuggers
 *              64 which instructions HotSpot can step over, see {@link SigbusCode}
 *  slots       32 bytes each: 0 first address   8 end   16 whether a page was replaced
 *                             24 where the links of a robust mutex are, or 0
 * </pre>
 */
final class SigbusGuard {
    private static final String PROPERTY = "shmkit.sigbus";
    private static final int SIGBUS = 7;
    private static final int SC_PAGESIZE = 30;
    private static final int PROT_READ_EXECUTE = 0x1 | 0x4;

    /** glibc's struct sigaction: the handler first, then a set of signals, flags and a function of glibc's own. */
    private static final int SIGACTION_BYTES = 152;

    private static final int SIG_IGN = 1;

    private static final int CODE_BYTES = 4096;
    private static final int DATA_BYTES = 4096;
    private static final int HANDLER_BEFORE_OFFSET = 0;
    private static final int JVM_HANDLER_OFFSET = 8;
    private static final int SLOTS_IN_USE_OFFSET = 16;
    private static final int PAGE_MASK_OFFSET = 24;
    private static final int KNOWN_OFFSET = 64;

    private static final int SLOT_BYTES = 32;
    private static final int START_OFFSET = 0;
    private static final int END_OFFSET = 8;
    private static final int REPLACED_OFFSET = 16;
    private static final int LINKS_OFFSET = 24;

    /** Where glibc keeps the link to the next robust mutex of a thread; the one to the previous one is before it. */
    private static final long LINKS_OF_A_MUTEX = 32;

    /** Twice as many mappings as Linux lets a process have by default (vm.max_map_count). */
    private static final int MOST_SLOTS = 1 << 17;

    private static final long NO_ADDRESS = -1;

    /** Whoever has this is guarded by HotSpot alone. */
    static final int NO_SLOT = -1;

    /** The same, until a mapping's addresses go back to the system. */
    static final int ALL_TAKEN = -2;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final @Nullable SigbusGuard INSTANCE = install();

    private final ByteBuffer data;
    private final ByteBuffer slots;
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private int used;

    private SigbusGuard(long dataAddress) {
        this.data = buffer(dataAddress, DATA_BYTES);
        this.slots = buffer(dataAddress + DATA_BYTES, MOST_SLOTS * SLOT_BYTES);
    }

    private static ByteBuffer buffer(long address, int lengthBytes) {
        return new Pointer(address).getByteBuffer(0, lengthBytes).order(ByteOrder.nativeOrder());
    }

    private static @Nullable SigbusGuard install() {
        if (System.getProperty(PROPERTY, "").equals("jvm")) {
            return null;
        }
        try {
            return installHandler((int) LibC.sysconf(SC_PAGESIZE));
        } catch (ErrnoException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable SigbusGuard installHandler(int pageBytes) throws ErrnoException {
        Memory action = new Memory(SIGACTION_BYTES);
        if (LibC.__sigaction(SIGBUS, Pointer.NULL, action) != 0 || action.getLong(0) <= SIG_IGN) {
            return null;
        }
        long jvmHandler = Pointer.nativeValue(NativeLibrary.getProcess().getFunction("JVM_handle_linux_signal"));
        // Never given back: the handler may be called when nothing else of shmkit is left.
        long start = Mapping.mapAnonymous(pageBytes + DATA_BYTES + MOST_SLOTS * SLOT_BYTES);
        long code = start + pageBytes - CODE_BYTES;
        SigbusGuard guard = new SigbusGuard(start + pageBytes);
        guard.data.putLong(HANDLER_BEFORE_OFFSET, action.getLong(0));
        guard.data.putLong(JVM_HANDLER_OFFSET, jvmHandler);
        guard.data.putLong(PAGE_MASK_OFFSET, -(long) pageBytes);
        guard.data.put(KNOWN_OFFSET, SigbusCode.knownInstructions());
        buffer(code, CODE_BYTES).put(SigbusCode.bytes(Platform.ARM));
        if (LibC.mprotect(start, pageBytes, PROT_READ_EXECUTE) != 0) {
            return null;
        }
        action.setLong(0, code);
        return LibC.__sigaction(SIGBUS, action, Pointer.NULL) == 0 ? guard : null;
    }

    /** From now on faults between these addresses are looked at, unless the slot is one of those above. */
    static int add(long address, long lengthBytes, boolean robust) {
        return INSTANCE == null ? NO_SLOT : INSTANCE.takeSlot(address, lengthBytes, robust);
    }

    /** Before the addresses go back to the system. */
    static void remove(int slot) {
        if (INSTANCE != null && slot >= 0) {
            INSTANCE.giveSlotBack(slot);
        }
    }

    /** Whether a page between those addresses was replaced by zeros that are this process's alone. */
    static boolean replaced(int slot) {
        return INSTANCE != null
                && slot >= 0
                && (long) LONG.getVolatile(INSTANCE.slots, slot * SLOT_BYTES + REPLACED_OFFSET) != 0;
    }

    private synchronized int takeSlot(long address, long lengthBytes, boolean robust) {
        int slot = free.isEmpty() ? used : free.pop();
        if (slot == MOST_SLOTS) {
            return ALL_TAKEN;
        }
        int at = slot * SLOT_BYTES;
        slots.putLong(at + REPLACED_OFFSET, 0);
        slots.putLong(at + LINKS_OFFSET, robust ? LINKS_OF_A_MUTEX : 0);
        slots.putLong(at + END_OFFSET, address + lengthBytes);
        LONG.setRelease(slots, at + START_OFFSET, address);
        if (slot == used) {
            used++;
            LONG.setRelease(data, SLOTS_IN_USE_OFFSET, (long) used);
        }
        return slot;
    }

    private synchronized void giveSlotBack(int slot) {
        LONG.setVolatile(slots, slot * SLOT_BYTES + START_OFFSET, NO_ADDRESS);
        LONG.setVolatile(slots, slot * SLOT_BYTES + END_OFFSET, 0L);
        free.push(slot);
    }
}
