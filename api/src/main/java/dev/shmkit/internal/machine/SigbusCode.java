package dev.shmkit.internal.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * The machine code of a handler of SIGBUS that stands before HotSpot's, and which instructions HotSpot's own one can step over. The
 * sources are in {@code api/src/main/native}; a test assembles them and compares.
 */
public final class SigbusCode {
    private static final String X86_64 =
            "8w8e+oN+CAJ1K0iLRhBMjQXrHwAASIsN9A8AAEiFyXQUSTsAcgZJO0AIcg9Jg8AgSP/J6+f/JcUPAABTVUFUQVVBVkyJw0iJ"
                    + "1UmJ9EGJ/kyLqqgAAABNietIjRXgDwAAQQ+2A0n/wzzwdPWJwYHh8AAAAIP5QHToPGZ1CUiNFd0PAADr2zxidDKJwYPJAYH5"
                    + "8wAAAHU/QQ+2AyXwAAAAg/hAdQNJ/8NBgDsPdWFBD7ZDAUiNFecPAADrKUEPtgOD4AeD+AF1R0EPtkMDSI0V7Q8AAOsPPA91"
                    + "C0iNFaAPAABBD7YDD6MCcyVEifdMieZIieoxyf8VDg8AAIXAdQfoaQAAAHJRQV5BXUFcXVvD6FkAAAByQUyJ6Ej/wInBgeH/"
                    + "DwAAgfnwDwAAc9qKCIDh/ID5iHXjSImFqAAAAESJ90yJ5kiJ6jHJ/xW7DgAATImtqAAAAOuvRIn3TInmSInqQV5BXUFcXVvp"
                    + "yf7//0mLfCQQSIs1oA4AAEgh90j33roDAAAAQboyQAAAScfA/////0UxyUg7O3UHSIN7GAB1IrgJAAAADwVIPQHw///1chFI"
                    + "x0MQAQAAAPBI/wVhDgAA+MNXMf9BuiIAAAC4CQAAAA8FQVhIPQHw//9zy0iJx0iLSxhJjRQISIkUCEiJVAj4SInyQboDAAAA"
                    + "uBkAAAAPBeul";

    private static final String AARCH64 =
            "XyQD1SMIQLl/CABx4QEAVCMIQPlkfwAQhQhA+YYEQJFFAQC0x/zfyMgEQPl/AAfrYwAAVH8ACOvjAABUxoAAkaUEANH3//8X"
                    + "xH0AEIQAQPmAAB/W/Xu8qf0DAJHzUwGp9VsCqfcbAPnzAwAq9AMBqvUDAqr2AwaqV9xA+ekCQLkpGQkSCgChUj8BCmtAAQBU"
                    + "FgAAlGAAADUbAACUYAH4t/NTQan1W0Kp9xtA+f17xKjAA1/WFAAAlIAA+LcLAACUt94A+ff//xfgAxMq4QMUquIDFarzU0Gp"
                    + "9VtCqfcbQPn9e8So2f//F+ADEyrhAxSq4gMVqgMAgFJEeAAQhARA+YAAH9brdwAQYQ1A+YAKQPkAAAGK4QMBy2IAgFJDBohS"
                    + "BACAkgUAgNLJAkD5zA5A+R8ACetBAABUjAEAtcgbgNIBAADUAAH4tykAgNLJCgD5a4EAkWl9X8gpBQCRaX0KyKr//zXAA1/W"
                    + "7QMAqgAAgNJDBIBSyBuA0gEAANRA//+3qQEMiwoADItJpT+p4gMBqmMAgFLkAw2qCBuA0gEAANTp//8X";

    /** Bits of one table: one for each byte. */
    private static final int TABLE_BYTES = 32;

    /**
     * The first bytes of instructions of x86-64 that HotSpot knows the length of, whatever follows: what its assembler_x86.cpp lists
     * in {@code locate_operand} of both JDK 17 and 25, without 0xf7, whose length it knows only when no number follows, and without what no access to memory begins with. Ranges, the last one included.
     */
    private static final int[][] PLAIN = {
        {0x00, 0x03}, {0x08, 0x0b}, {0x10, 0x13}, {0x18, 0x1b}, {0x20, 0x23}, {0x28, 0x2b}, {0x30, 0x33}, {0x38, 0x3b},
        {0x69, 0x69}, {0x6b, 0x6b}, {0x80, 0x81}, {0x83, 0x83}, {0x85, 0x85}, {0x87, 0x8b}, {0xc1, 0xc1}, {0xc4, 0xc7},
        {0xd1, 0xd1}, {0xd3, 0xd3}, {0xff, 0xff}
    };

    /** The same behind the prefix 0x66. */
    private static final int[][] SIZED = {{0x89, 0x89}, {0x8b, 0x8b}, {0xc7, 0xc7}};

    /** The second byte behind 0x0f. */
    private static final int[][] TWO_BYTE = {
        {0x12, 0x12}, {0x28, 0x28}, {0x2e, 0x2f}, {0x38, 0x38}, {0x3a, 0x3a}, {0x40, 0x4f}, {0x54, 0x59}, {0x6e, 0x70},
        {0x7e, 0x7f}, {0x90, 0x9f}, {0xac, 0xaf}, {0xb0, 0xb1}, {0xb6, 0xb7}, {0xbe, 0xbf}, {0xc1, 0xc1}, {0xc4, 0xc4},
        {0xc7, 0xc7}, {0xfe, 0xfe}
    };

    /** The byte behind 0xf2 or 0xf3 and 0x0f: HotSpot takes all of these to end with their operand, which is so for those. */
    private static final int[][] SCALAR = {
        {0x10, 0x12},
        {0x2a, 0x2a},
        {0x2c, 0x2d},
        {0x51, 0x51},
        {0x58, 0x5f},
        {0x6f, 0x6f},
        {0x7e, 0x7f},
        {0xb8, 0xb8},
        {0xbc, 0xbd},
        {0xe6, 0xe6}
    };

    /** The opcode behind the EVEX prefix of map 1: moves and the commonest arithmetic. */
    private static final int[][] VECTOR = {
        {0x10, 0x11},
        {0x28, 0x29},
        {0x54, 0x59},
        {0x5c, 0x5f},
        {0x6e, 0x6f},
        {0x7e, 0x7f},
        {0xd4, 0xd4},
        {0xd6, 0xd6},
        {0xdb, 0xdb},
        {0xe7, 0xe7},
        {0xeb, 0xeb},
        {0xef, 0xef},
        {0xfa, 0xfe}
    };

    private SigbusCode() {}

    /** The instructions, for aarch64 or x86-64. */
    public static byte[] bytes(boolean arm) {
        return Base64.getDecoder().decode(arm ? AARCH64 : X86_64);
    }

    /** The five tables, one behind the other. */
    public static byte[] knownInstructions() {
        ByteBuffer tables = ByteBuffer.allocate(5 * TABLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(tables, 0, PLAIN);
        fill(tables, TABLE_BYTES, SIZED);
        fill(tables, 2 * TABLE_BYTES, TWO_BYTE);
        fill(tables, 3 * TABLE_BYTES, SCALAR);
        fill(tables, 4 * TABLE_BYTES, VECTOR);
        return tables.array();
    }

    private static void fill(ByteBuffer tables, int offset, int[][] ranges) {
        for (int[] range : ranges) {
            for (int opcode = range[0]; opcode <= range[1]; opcode++) {
                int at = offset + opcode / Byte.SIZE;
                tables.put(at, (byte) (tables.get(at) | 1 << opcode % Byte.SIZE));
            }
        }
    }
}
