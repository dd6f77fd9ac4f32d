package dev.shmkit.internal.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * The machine code of {@link SigbusGuard}'s handler, and which instructions HotSpot's own one can step over. The sources are in
 * {@code api/src/main/native}; a test assembles them and compares.
 */
final class SigbusCode {
    private static final String X86_64 =
            "8w8e+oN+CAJ1K0iLRhBMjQXrHwAASIsN9A8AAEiFyXQUSTsAcgZJO0AIcg9Jg8AgSP/J6+f/JcUPAABTVUFUQVVBVkyJw0iJ"
                    + "1UmJ9EGJ/kyLqqgAAABNietIjRXgDwAAQQ+2A0n/wzzwdPWJwYHh8AAAAIP5QHToPGZ1CUiNFd0PAADr2zwPdQtIjRXwDwAA"
                    + "QQ+2Aw+jAnMlRIn3TInmSInqMcn/FV4PAACFwHUH6GAAAABySEFeQV1BXF1bw+hQAAAAcjhMiehI/8Cp/w8AAHTjigiA4fyA"
                    + "+Yh17EiJhagAAABEifdMieZIieoxyf8VFA8AAEyJragAAADruESJ90yJ5kiJ6kFeQV1BXF1b6SL///9Ji3wkEEiLNfkOAABI"
                    + "IfdI9966AwAAAEG6MkAAAEnHwP////9FMclIOzt1B0iDexgAdSK4CQAAAA8FSD0B8P//9XIRSMdDEAEAAADwSP8Fug4AAPjD"
                    + "VzH/QboiAAAAuAkAAAAPBUFYSD0B8P//c8tIicdIi0sYSY0UCEiJFAhIiVQI+EiJ8kG6AwAAALgZAAAADwXrpQ==";

    private static final String AARCH64 =
            "XyQD1SMIQLl/CABxwQEAVCMIQPlkfwAQhQhA+YYEQJElAQC0xyBAqX8AB+tjAABUfwAI6+MAAFTGgACRpQQA0fj//xfkfQAQ"
                    + "hABA+YAAH9b9e7yp/QMAkfNTAan1WwKp9xsA+fMDACr0AwGq9QMCqvYDBqpX3ED56QJAuSkVCBIKAKFSPwEKa0ABAFQWAACU"
                    + "YAAANRsAAJRgAfi381NBqfVbQqn3G0D5/XvEqMADX9YUAACUgAD4twsAAJS33gD59///F+ADEyrhAxSq4gMVqvNTQan1W0Kp"
                    + "9xtA+f17xKjZ//8X4AMTKuEDFKriAxWqAwCAUmR4ABCEBED5gAAf1gt4ABBhDUD5gApA+QAAAYrhAwHLYgCAUkMGiFIEAICS"
                    + "BQCA0skCQPnMDkD5HwAJ60EAAFSMAQC1yBuA0gEAANQAAfi3KQCA0skKAPlrgQCRaX1fyCkFAJFpfQrIqv//NcADX9btAwCq"
                    + "AACA0kMEgFLIG4DSAQAA1ED//7epAQyLCgAMi0mlP6niAwGqYwCAUuQDDaoIG4DSAQAA1On//xc=";

    /** Bits of one table: one for each byte. */
    private static final int TABLE_BYTES = 32;

    /**
     * The first bytes of instructions of x86-64 that HotSpot knows the length of: what its assembler_x86.cpp lists in
     * {@code locate_operand} of both JDK 17 and 25, without 0xf7, whose length it knows only when no number follows, and what
     * no access to memory begins with. Ranges, the last one included.
     */
    private static final int[][] PLAIN = {
        {0x00, 0x03}, {0x08, 0x0b}, {0x10, 0x13}, {0x18, 0x1b}, {0x20, 0x23}, {0x28, 0x2b}, {0x30, 0x33}, {0x38, 0x3b},
        {0x62, 0x62}, {0x69, 0x69}, {0x6b, 0x6b}, {0x80, 0x81}, {0x83, 0x83}, {0x85, 0x85}, {0x87, 0x8b}, {0xc1, 0xc1},
        {0xc4, 0xc7}, {0xd1, 0xd1}, {0xd3, 0xd3}, {0xf2, 0xf3}, {0xff, 0xff}
    };

    /** The same behind the prefix 0x66. */
    private static final int[][] SIZED = {{0x89, 0x89}, {0x8b, 0x8b}, {0xc7, 0xc7}};

    /** The second byte behind 0x0f. */
    private static final int[][] TWO_BYTE = {
        {0x12, 0x12}, {0x28, 0x28}, {0x2e, 0x2f}, {0x38, 0x38}, {0x3a, 0x3a}, {0x40, 0x4f}, {0x54, 0x59}, {0x6e, 0x70},
        {0x7e, 0x7f}, {0x90, 0x9f}, {0xac, 0xaf}, {0xb0, 0xb1}, {0xb6, 0xb7}, {0xbe, 0xbf}, {0xc1, 0xc1}, {0xc4, 0xc4},
        {0xc7, 0xc7}, {0xfe, 0xfe}
    };

    private SigbusCode() {}

    /** The instructions for this machine. */
    static byte[] bytes() {
        return Platform.ARM ? forAarch64() : Base64.getDecoder().decode(X86_64);
    }

    static byte[] forAarch64() {
        return Base64.getDecoder().decode(AARCH64);
    }

    /** The three tables, one behind the other. */
    static byte[] knownInstructions() {
        ByteBuffer tables = ByteBuffer.allocate(3 * TABLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(tables, 0, PLAIN);
        fill(tables, TABLE_BYTES, SIZED);
        fill(tables, 2 * TABLE_BYTES, TWO_BYTE);
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
