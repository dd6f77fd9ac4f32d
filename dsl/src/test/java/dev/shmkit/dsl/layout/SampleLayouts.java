package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;

/** Layouts with a field of every kind. */
final class SampleLayouts {
    static final FluentLayout VECTOR = layout("vector").float32("x").float32("y");
    static final FluentLayout CPU = layout("cpu")
            .int32("process")
            .uint32("hint")
            .bits("busy", 1)
            .bits("mode", 3)
            .int64("samples", 3)
            .chars("name", 10)
            .struct("pos", VECTOR)
            .struct("corners", VECTOR, 2)
            .uint64("total")
            .bool("done");

    private SampleLayouts() {}
}
