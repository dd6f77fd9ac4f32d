package dev.shmkit.internal.space;

import dev.shmkit.RegionOption;
import dev.shmkit.RegionSpaceException;
import dev.shmkit.SharedMemory;

/** A program that creates a region: takes its key and size. */
final class LimitedCreation {
    private LimitedCreation() {}

    public static void main(String[] args) {
        try (SharedMemory region = SharedMemory.create(args[0], Long.parseLong(args[1]), RegionOption.TEMPORARY)) {
            System.out.println("created " + region.size());
        } catch (RegionSpaceException e) {
            System.out.println(e.getMessage());
        }
    }
}
