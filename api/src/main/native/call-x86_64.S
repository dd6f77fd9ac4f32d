# A native method of one long as a jump to a C function of one long: see CallCode.java.
#     in      rdi JNIEnv   rsi jclass   rdx the long
        .intel_syntax noprefix
        .text
        mov     rdi, rdx
        jmp     qword ptr [rip + function]
        .skip   7, 0x90
function:
