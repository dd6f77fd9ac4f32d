# The same as sigbus-x86_64.S, whose comments hold, for aarch64. All instructions have four bytes there, so that HotSpot can step
# over each. But an exclusive store that never happened is tried again for ever: those find zeros instead.
#
#  4096 bytes of code, then
#  4096 bytes: 0 handler before   8 JVM_handle_linux_signal   16 slots in use   24 -page size   32 pages replaced
#  slots of 32 bytes: 0 first address   8 end   16 whether a page was replaced   24 where a robust mutex has its links, or 0
        .set data, handler + 4096
        .set slots, handler + 8192
        .set BUS_ADRERR, 2
        .set SI_CODE, 8
        .set SI_ADDR, 16
        .set UC_PC, 440
        .set SYS_MMAP, 222
        .set SYS_MREMAP, 216
        .set PROT_READ_WRITE, 3
        .set PRIVATE_ANONYMOUS, 0x22
        .set PRIVATE_FIXED_ANONYMOUS_NORESERVE, 0x4032
        .set MAYMOVE_FIXED, 3

# w0 signal, x1 siginfo_t, x2 ucontext_t
handler:
        hint    #34                             // bti c
        ldr     w3, [x1, SI_CODE]
        cmp     w3, BUS_ADRERR
        b.ne    others
        ldr     x3, [x1, SI_ADDR]
        adr     x4, data
        ldr     x5, [x4, 16]
        add     x6, x4, 4096                    // slots
look:
        cbz     x5, others
        ldar    x7, [x6]
        ldr     x8, [x6, 8]
        cmp     x3, x7
        b.lo    next
        cmp     x3, x8
        b.lo    ours
next:
        add     x6, x6, 32
        sub     x5, x5, 1
        b       look
others:
        adr     x4, data
        ldr     x4, [x4]
        br      x4

ours:
        stp     x29, x30, [sp, -64]!
        mov     x29, sp
        stp     x19, x20, [sp, 16]
        stp     x21, x22, [sp, 32]
        str     x23, [sp, 48]
        mov     w19, w0                         // signal
        mov     x20, x1                         // siginfo
        mov     x21, x2                         // ucontext
        mov     x22, x6                         // slot
        ldr     x23, [x2, UC_PC]                // instruction
        ldr     w9, [x23]
        and     w9, w9, 0x3f800000
        mov     w10, 0x08000000                 // load and store exclusive
        cmp     w9, w10
        b.eq    unknown

        bl      ask
        cbnz    w0, done
        bl      replace
        tbnz    x0, 63, give_up
done:
        ldp     x19, x20, [sp, 16]
        ldp     x21, x22, [sp, 32]
        ldr     x23, [sp, 48]
        ldp     x29, x30, [sp], 64
        ret

unknown:
        bl      replace
        tbnz    x0, 63, give_up
        bl      ask
        str     x23, [x21, UC_PC]
        b       done

give_up:
        mov     w0, w19
        mov     x1, x20
        mov     x2, x21
        ldp     x19, x20, [sp, 16]
        ldp     x21, x22, [sp, 32]
        ldr     x23, [sp, 48]
        ldp     x29, x30, [sp], 64
        b       others

# HotSpot's handler, which must not end the JVM.
ask:
        mov     w0, w19
        mov     x1, x20
        mov     x2, x21
        mov     w3, 0
        adr     x4, data
        ldr     x4, [x4, 8]
        br      x4

# Negative: the kernel refused.
replace:
        adr     x11, data
        ldr     x1, [x11, 24]
        ldr     x0, [x20, SI_ADDR]
        and     x0, x0, x1
        neg     x1, x1                          // bytes of a page
        mov     w2, PROT_READ_WRITE
        mov     w3, PRIVATE_FIXED_ANONYMOUS_NORESERVE
        mov     x4, -1
        mov     x5, 0
        ldr     x9, [x22]
        ldr     x12, [x22, 24]
        cmp     x0, x9
        b.ne    map
        cbnz    x12, linked
map:
        mov     x8, SYS_MMAP
        svc     0
replaced:
        tbnz    x0, 63, refused
        mov     x9, 1
        str     x9, [x22, 16]
        add     x11, x11, 32
count:
        ldxr    x9, [x11]
        add     x9, x9, 1
        stxr    w10, x9, [x11]
        cbnz    w10, count
refused:
        ret

linked:
        mov     x13, x0                         // where it belongs
        mov     x0, 0
        mov     w3, PRIVATE_ANONYMOUS
        mov     x8, SYS_MMAP
        svc     0
        tbnz    x0, 63, refused
        add     x9, x13, x12
        add     x10, x0, x12
        stp     x9, x9, [x10, -8]               // previous, next
        mov     x2, x1
        mov     w3, MAYMOVE_FIXED
        mov     x4, x13
        mov     x8, SYS_MREMAP
        svc     0
        b       replaced
