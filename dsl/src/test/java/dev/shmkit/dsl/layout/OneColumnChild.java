package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;

import dev.shmkit.SharedMemory;
import java.time.Duration;

/** A program that uses one column. */
final class OneColumnChild {
    private static final FluentLayout ROW =
            layout("row").int64("int64").int32("int32").bool("bool").padding(1).bits("bits", 5, Scalar.UINT16);

    private OneColumnChild() {}

    /** Takes a key and a field's name. */
    public static void main(String[] args) {
        try (SharedMemory region = SharedMemory.attach(args[0], Duration.ZERO)) {
            Table table = table(region, ROW);
            Field field = ROW.field(args[1]);
            if (field instanceof LongField longs) {
                System.out.println("read " + table.column(longs).get(0));
            } else if (field instanceof IntField ints) {
                System.out.println("read " + table.column(ints).get(0));
            } else {
                System.out.println("read " + table.column((BooleanField) field).get(0));
            }
        }
    }
}
