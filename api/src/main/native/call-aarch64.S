// A native method of one long as a jump to a C function of one long: see CallCode.java.
//     in      x0 JNIEnv   x1 jclass   x2 the long
        .text
        mov     x0, x2
        ldr     x16, function
        br      x16
        nop
function:
