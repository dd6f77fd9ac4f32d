package dev.shmkit.examples;

import dev.shmkit.SharedMemory;
import java.io.IOException;

/** A process that makes a region, uses it no more and lives on until a line of input. */
final class LivingCreator {
    private LivingCreator() {}

    public static void main(String[] args) throws IOException {
        SharedMemory.create(args[0], 64).close();
        System.out.println("created " + ProcessHandle.current().pid());
        System.in.read();
    }
}
