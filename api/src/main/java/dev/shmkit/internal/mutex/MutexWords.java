package dev.shmkit.internal.mutex;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * glibc's process-shared mutex as 32-bit words, the same on x86-64 and aarch64.
 *
 * <pre>
 *  offset  0      4       8       12       16
 *          ┌──────┬───────┬───────┬────────┬──────┐
 *          │ lock │ count │ owner │ nusers │ kind │ …
 *          └──────┴───────┴───────┴────────┴──────┘
 *  lock    0 free, 1 held, 2 held with waiters; robust: the holder's tid and two flags
 *  owner   kernel tid of the holder, 0 when free; robust: 0x7fffffff while its holder has yet to repair what a dead one
 *          left, 0x7ffffffe when given back unrepaired, for ever
 *  kind    2 ERRORCHECK, +16 ROBUST, +128 PSHARED
 * </pre>
 *
 * @param lock the lock word
 * @param owner the owner word
 * @param kind the kind word
 */
public record MutexWords(int lock, int owner, int kind) {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    static final int LOCK_OFFSET = 0;
    static final int OWNER_OFFSET = 8;
    static final int USERS_OFFSET = 12;
    static final int KIND_OFFSET = 16;
    public static final int BYTES = KIND_OFFSET + Long.BYTES;
    public static final int NOBODY = 0;

    static final int KIND_ERRORCHECK_PSHARED = 2 + 128;
    private static final int KIND_ROBUST_ERRORCHECK_PSHARED = KIND_ERRORCHECK_PSHARED + 16;
    static final int ROBUST_OWNER_DIED = 0x40000000;
    static final int ROBUST_WAITERS = 0x80000000;
    private static final int ROBUST_TID_MASK = 0x3fffffff;
    private static final int ROBUST_INCONSISTENT = Integer.MAX_VALUE;
    private static final int ROBUST_NOT_RECOVERABLE = Integer.MAX_VALUE - 1;
    private static final int PLAIN_HELD_WITH_WAITERS = 2;

    /** Reads the words of the mutex at the front of a region's header. */
    public static MutexWords read(ByteBuffer header) {
        return new MutexWords(header.getInt(LOCK_OFFSET), header.getInt(OWNER_OFFSET), header.getInt(KIND_OFFSET));
    }

    /** True for an initialised mutex of GEOPM's kind, or of its robust variant. */
    public boolean initialised() {
        return initialised(kind);
    }

    /** As {@link #initialised()}, of words copied to an array. */
    public static boolean initialised(byte[] words) {
        return initialised((int) INT.get(words, KIND_OFFSET));
    }

    static boolean initialised(int kind) {
        return kind == KIND_ERRORCHECK_PSHARED || kind == KIND_ROBUST_ERRORCHECK_PSHARED;
    }

    /** As {@link #robust()}, of words copied to an array. */
    public static boolean robust(byte[] words) {
        return (int) INT.get(words, KIND_OFFSET) == KIND_ROBUST_ERRORCHECK_PSHARED;
    }

    /** As {@link #notRecoverable()}, of words copied to an array. */
    public static boolean notRecoverable(byte[] words) {
        return (int) INT.get(words, OWNER_OFFSET) == ROBUST_NOT_RECOVERABLE && robust(words);
    }

    /** Whether a robust mutex of that lock word can be taken: nobody holds it, or one that died. */
    static boolean robustWordIsFree(int lock) {
        return lock == NOBODY || (lock & ROBUST_OWNER_DIED) != 0;
    }

    /** As {@link #holderTid()}, of a robust mutex's lock word. */
    static int robustHolderTid(int lock) {
        return lock & ROBUST_TID_MASK;
    }

    static void write(byte[] target, MutexWords words) {
        INT.set(target, LOCK_OFFSET, words.lock);
        INT.set(target, OWNER_OFFSET, words.owner);
        INT.set(target, KIND_OFFSET, words.kind);
    }

    static void forgetKind(byte[] words) {
        INT.set(words, KIND_OFFSET, 0);
    }

    /** As {@link #deadTid()}, of words copied to an array. */
    public static int deadTid(byte[] words) {
        return read(words).deadTid();
    }

    /** As {@link #holderTid()}, of words copied to an array. */
    public static int holderTid(byte[] words) {
        return read(words).holderTid();
    }

    private static MutexWords read(byte[] words) {
        return read(ByteBuffer.wrap(words).order(ByteOrder.nativeOrder()));
    }

    /** True when the words can be a mutex: used to recognise a region in a file that nobody vouches for. */
    public boolean plausible() {
        boolean lockFits = robust() || (lock >= 0 && lock <= PLAIN_HELD_WITH_WAITERS);
        return initialised() && lockFits && owner >= 0;
    }

    /** True when nobody holds it. */
    public boolean free() {
        return lock == 0;
    }

    /** True when a thread sleeps in the kernel until the lock is free, or did so a moment ago. */
    public boolean contended() {
        return robust() ? (lock & ROBUST_WAITERS) != 0 : lock == PLAIN_HELD_WITH_WAITERS;
    }

    /** True of a robust lock whose holder died while it mapped it, as the kernel marks it: who takes it next is told. */
    public boolean ownerDied() {
        return robust() && (lock & ROBUST_OWNER_DIED) != 0;
    }

    /** True of a robust lock that nobody can ever take again: it came from a dead holder and was given back unrepaired. */
    public boolean notRecoverable() {
        return robust() && owner == ROBUST_NOT_RECOVERABLE;
    }

    /** The holder's tid; 0 while the lock is just being taken or given back. */
    public int holderTid() {
        return robust() ? lock & ROBUST_TID_MASK : owner;
    }

    /**
     * The tid of a robust lock's holder that died: the owner word still is that, unless glibc had put one of its marks there.
     * {@link #NOBODY} when it cannot be told, as of a holder that had not repaired what it inherited.
     */
    public int deadTid() {
        boolean mark = owner == ROBUST_INCONSISTENT || owner == ROBUST_NOT_RECOVERABLE;
        int signed = lock & ROBUST_TID_MASK;
        return signed != 0 || mark ? signed : owner;
    }

    boolean heldBySame(MutexWords later) {
        return !later.free() && holderTid() == later.holderTid();
    }

    /** True for the robust kind, which only pthread can lock. */
    public boolean robust() {
        return kind == KIND_ROBUST_ERRORCHECK_PSHARED;
    }
}
