package dev.shmkit.snippets;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The frames of an exception that tell its reader something: not shmkit's, nor those of libraries that it called.
 *
 * <pre>
 *  java.util.Optional.orElseThrow     left out: shmkit called it
 *  dev.shmkit.SharedMemory.attach     left out
 *  dev.shmkit.dsl.RegionSpec.attach   left out
 *  java.util.ArrayList.forEach        stays: the reader called it
 *  REPL.$JShell$11.do_it$             stays
 * </pre>
 */
final class ReadersFrames {
    private static final String OURS = "dev.shmkit.";
    private static final List<String> LIBRARIES =
            List.of("java.", "javax.", "jdk.", "sun.", "kotlin.", "com.sun.", "org.knowm.", "org.apache.");

    private ReadersFrames() {}

    /** All, when none is the reader's. */
    static StackTraceElement[] of(StackTraceElement[] frames) {
        Deque<StackTraceElement> kept = new ArrayDeque<>();
        boolean calledByUs = false;
        boolean readers = false;
        for (int i = frames.length - 1; i >= 0; i--) {
            String name = frames[i].getClassName();
            if (name.startsWith(OURS)) {
                calledByUs = true;
            } else if (LIBRARIES.stream().noneMatch(name::startsWith)) {
                calledByUs = false;
                readers = true;
            }
            if (!calledByUs) {
                kept.addFirst(frames[i]);
            }
        }
        return readers ? kept.toArray(StackTraceElement[]::new) : Arrays.copyOf(frames, frames.length);
    }
}
