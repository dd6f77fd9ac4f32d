package dev.shmkit.internal.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings as C takes them: UTF-8 with a NUL at the end, whatever the JVM's own encodings are. */
final class CStrings {
    static final byte[] EMPTY = {0};

    private CStrings() {}

    static byte[] of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(utf8, utf8.length + 1);
    }
}
