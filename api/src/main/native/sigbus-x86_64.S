# What shmkit puts in the place of HotSpot's handler of SIGBUS, for x86-64. Why, and what it does: docs/DESIGN.md, "Memory safety".
#
# SigbusCode.java holds these instructions as bytes, and a test assembles this file and compares them. The code is followed by what
# it works with, which SigbusGuard.java fills:
#
#  4096 bytes of code, then
#  4096 bytes: 0 handler before   8 JVM_handle_linux_signal   16 slots in use   24 -page size   32 pages replaced
#            64, 96, 128, 160, 192: 256 bits each, the first bytes of instructions that HotSpot's handler can step over: as they
#            are, behind the prefix 0x66, behind 0x0f, behind 0xf2 or 0xf3 and 0x0f, and behind the EVEX prefix of that map
#  slots of 32 bytes: 0 first address   8 end   16 whether a page was replaced   24 where a robust mutex has its links, or 0
        .intel_syntax noprefix
        .set data, handler + 4096
        .set slots, handler + 8192
        .set beforeUs, data
        .set jvmHandler, data + 8
        .set slotsInUse, data + 16
        .set pageMask, data + 24
        .set pagesReplaced, data + 32
        .set knownPlain, data + 64
        .set knownSized, data + 96
        .set knownTwoByte, data + 128
        .set knownScalar, data + 160
        .set knownVector, data + 192
        .set BUS_ADRERR, 2
        .set SI_CODE, 8
        .set SI_ADDR, 16
        .set UC_RIP, 168
        .set SYS_MMAP, 9
        .set SYS_MREMAP, 25
        .set PROT_READ_WRITE, 3
        .set PRIVATE_ANONYMOUS, 0x22
        .set PRIVATE_FIXED_ANONYMOUS_NORESERVE, 0x4032
        .set MAYMOVE_FIXED, 3

# edi signal, rsi siginfo_t, rdx ucontext_t
handler:
        endbr64
        cmp     dword ptr [rsi + SI_CODE], BUS_ADRERR
        jne     others
        mov     rax, [rsi + SI_ADDR]
        lea     r8, [rip + slots]
        mov     rcx, [rip + slotsInUse]
look:
        test    rcx, rcx
        jz      others
        cmp     rax, [r8]
        jb      next
        cmp     rax, [r8 + 8]
        jb      ours
next:
        add     r8, 32
        dec     rcx
        jmp     look
others:
        jmp     qword ptr [rip + beforeUs]

ours:
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        mov     rbx, r8                         # slot
        mov     rbp, rdx                        # ucontext
        mov     r12, rsi                        # siginfo
        mov     r14d, edi                       # signal
        mov     r13, [rdx + UC_RIP]             # instruction

# Is it one that HotSpot can step over? rdx: the table.
        mov     r11, r13
        lea     rdx, [rip + knownPlain]
prefix:
        movzx   eax, byte ptr [r11]
        inc     r11
        cmp     al, 0xf0                        # LOCK
        je      prefix
        mov     ecx, eax
        and     ecx, 0xf0
        cmp     ecx, 0x40                       # REX
        je      prefix
        cmp     al, 0x66                        # operand size
        jne     opcode
        lea     rdx, [rip + knownSized]
        jmp     prefix
opcode:
        cmp     al, 0x62                        # EVEX: three bytes, the map in the first
        je      vector
        mov     ecx, eax
        or      ecx, 1
        cmp     ecx, 0xf3                       # F2 or F3: one REX may follow
        jne     short_opcode
        movzx   eax, byte ptr [r11]
        and     eax, 0xf0
        cmp     eax, 0x40
        jne     scalar
        inc     r11
scalar:
        cmp     byte ptr [r11], 0x0f
        jne     unknown
        movzx   eax, byte ptr [r11 + 1]
        lea     rdx, [rip + knownScalar]
        jmp     known
vector:
        movzx   eax, byte ptr [r11]
        and     eax, 7
        cmp     eax, 1
        jne     unknown
        movzx   eax, byte ptr [r11 + 3]
        lea     rdx, [rip + knownVector]
        jmp     known
short_opcode:
        cmp     al, 0x0f
        jne     known
        lea     rdx, [rip + knownTwoByte]
        movzx   eax, byte ptr [r11]
known:
        bt      [rdx], eax
        jnc     unknown

# HotSpot says whether it stepped over it: not in native code, nor in its own that does not expect this.
        mov     edi, r14d
        mov     rsi, r12
        mov     rdx, rbp
        xor     ecx, ecx
        call    qword ptr [rip + jvmHandler]
        test    eax, eax
        jnz     done
        call    replace
        jc      give_up
done:
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret

# HotSpot would end the JVM. The instruction finds zeros when it is tried again; HotSpot hears of a neighbour that it can step
# over, so that it raises its error if this is Java's code.
unknown:
        call    replace
        jc      give_up
        mov     rax, r13
neighbour:
        inc     rax
        mov     ecx, eax
        and     ecx, 0xfff
        cmp     ecx, 0xff0                      # HotSpot reads on, and the next page may not be there
        jae     done
        mov     cl, [rax]
        and     cl, 0xfc
        cmp     cl, 0x88                        # MOV
        jne     neighbour
        mov     [rbp + UC_RIP], rax
        mov     edi, r14d
        mov     rsi, r12
        mov     rdx, rbp
        xor     ecx, ecx
        call    qword ptr [rip + jvmHandler]
        mov     [rbp + UC_RIP], r13
        jmp     done

give_up:
        mov     edi, r14d
        mov     rsi, r12
        mov     rdx, rbp
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        jmp     others

# Puts a page of zeros, this process's alone, in the place of the one that is gone. Carry set: the kernel refused.
replace:
        mov     rdi, [r12 + SI_ADDR]
        mov     rsi, [rip + pageMask]
        and     rdi, rsi
        neg     rsi                             # bytes of a page
        mov     edx, PROT_READ_WRITE
        mov     r10d, PRIVATE_FIXED_ANONYMOUS_NORESERVE
        mov     r8, -1
        xor     r9d, r9d
        cmp     rdi, [rbx]
        jne     map
        cmp     qword ptr [rbx + 24], 0
        jne     linked
map:
        mov     eax, SYS_MMAP
        syscall
replaced:
        cmp     rax, -4095                      # an error number, or an address, which is smaller
        cmc
        jc      refused
        mov     qword ptr [rbx + 16], 1
        lock inc qword ptr [rip + pagesReplaced]
        clc
refused:
        ret

# glibc follows the links of a robust mutex when it is given back: there they must lead to the mutex itself. The page is made
# elsewhere and moved, as another thread may be reading.
linked:
        push    rdi
        xor     edi, edi
        mov     r10d, PRIVATE_ANONYMOUS
        mov     eax, SYS_MMAP
        syscall
        pop     r8                              # where it belongs
        cmp     rax, -4095
        jae     replaced
        mov     rdi, rax
        mov     rcx, [rbx + 24]
        lea     rdx, [r8 + rcx]
        mov     [rax + rcx], rdx                # next
        mov     [rax + rcx - 8], rdx            # previous
        mov     rdx, rsi
        mov     r10d, MAYMOVE_FIXED
        mov     eax, SYS_MREMAP
        syscall
        jmp     replaced
