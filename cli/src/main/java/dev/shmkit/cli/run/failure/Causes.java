package dev.shmkit.cli.run.failure;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An exception with its causes. They may go round in a circle, for whoever made them so. */
final class Causes {
    private Causes() {}

    /** The exception, its cause, the cause of that, and so on, each once. */
    static List<Throwable> of(Throwable thrown) {
        Set<@Nullable Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return Stream.<@Nullable Throwable>iterate(
                        thrown, each -> each != null && seen.add(each), each -> each.getCause())
                .toList();
    }
}
