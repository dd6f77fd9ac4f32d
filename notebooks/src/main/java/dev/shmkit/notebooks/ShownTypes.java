package dev.shmkit.notebooks;

import dev.shmkit.LockState;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.display.Display;
import dev.shmkit.host.RegionSummary;
import java.util.List;

/** What every kernel is taught to show: the types that {@link dev.shmkit.dsl.display.Displays} knows. */
final class ShownTypes {
    static final List<Class<?>> ALL = List.of(Display.class, SharedMemory.class, LockState.class, RegionSummary.class);

    private ShownTypes() {}
}
