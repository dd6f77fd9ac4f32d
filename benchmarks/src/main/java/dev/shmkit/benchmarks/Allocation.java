package dev.shmkit.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.shmkit.SharedMemory;
import java.lang.management.ManagementFactory;
import java.util.function.ObjIntConsumer;

/** Measures, in this JVM, not nanoseconds but bytes that the calling thread allocates for an operation. */
final class Allocation implements Contestant {
    private static final int LOOP = 1000;
    private static final int LOOPS = 200;

    private final Effort effort;
    private final ObjIntConsumer<SharedMemory> operations;
    private final SharedMemory region = SharedMemory.create(RegionRows.key("allocation"), RegionRows.DATA_BYTES);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    Allocation(Effort effort, ObjIntConsumer<SharedMemory> operations) {
        this.effort = effort;
        this.operations = operations;
        region.unlink();
    }

    @Override
    public int rounds() {
        return effort.processRounds();
    }

    @Override
    public void warmUp() {
        for (int i = 0; i < effort.warmUpBatches(); i++) {
            nanosPerOperation();
        }
    }

    @Override
    public double nanosPerOperation() {
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < LOOPS; i++) {
            operations.accept(region, LOOP);
        }
        return (double) (threads.getThreadAllocatedBytes(id) - before) / (LOOP * LOOPS);
    }

    @Override
    public void close() {
        region.close();
    }
}
