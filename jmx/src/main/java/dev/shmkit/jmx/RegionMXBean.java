package dev.shmkit.jmx;

import dev.shmkit.jmx.data.LockHolderData;
import dev.shmkit.jmx.data.MapperData;
import dev.shmkit.jmx.data.TimesData;
import dev.shmkit.jmx.data.WaiterData;
import dev.shmkit.jmx.internal.describe.Describe;
import dev.shmkit.jmx.internal.describe.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region that this JVM has open, or that was published. Attributes are read afresh at every call and never take the region's
 * lock. {@code LockState} and {@code LockHolder} are two looks, and each takes up to two seconds while a lock is taken and nobody
 * has signed it. Where the region is open more than once, they speak of the newest opening, and counts are summed over all of them.
 */
@Describe("A shared memory region that this JVM has open")
public interface RegionMXBean {
    /**
     * Names the region.
     *
     * @return the key in its full form, with its leading slash, or a path
     */
    @Describe("The key processes agree on, with its leading slash; or the path of its file")
    String getKey();

    /**
     * Tells where the region's file is.
     *
     * @return an absolute path
     */
    @Describe("The file behind the region")
    String getPath();

    /**
     * Tells how much data the region holds.
     *
     * @return bytes
     */
    @Describe("Bytes of data, without the 64 byte header")
    @Units(Units.BYTES)
    long getSizeBytes();

    /**
     * Tells what this process is to the region.
     *
     * @return {@code OWNER} or {@code USER}; {@code NONE} for a region that it has not opened, see {@link HostMXBean#publish}
     */
    @Describe("OWNER when this process created the region, USER when it attached to it, NONE when it did neither")
    String getRole();

    /**
     * Tells whether only the owning user can open the region.
     *
     * @return true when neither group nor others have a permission
     */
    @Describe("True when neither the group nor others have any permission")
    boolean isSecure();

    /**
     * Writes the permissions as ls does.
     *
     * @return such as {@code rw-------}
     */
    @Describe("Permissions as ls shows them, such as rw-------")
    String getMode();

    /**
     * Names the file's owner.
     *
     * @return {@code user:group}
     */
    @Describe("Owning user and group, numbers where the names are unknown")
    String getOwner();

    /**
     * Tells the owning user.
     *
     * @return a user number
     */
    @Describe("Owning user's number")
    int getOwnerUid();

    /**
     * Tells the owning group.
     *
     * @return a group number
     */
    @Describe("Owning group's number")
    int getOwnerGid();

    /**
     * Tells which process created the region.
     *
     * @return a pid, −1 when unknown
     */
    @Describe("Process that created the region, -1 when unknown (it was not created by shmkit)")
    long getCreatorPid();

    /**
     * Tells the lock's state.
     *
     * @return a name from {@link dev.shmkit.LockState.State}
     */
    @Describe("FREE, HELD, ABANDONED (its holder is gone), UNKNOWN (hidden, or truncated) or NONE (a raw region)")
    String getLockState();

    /**
     * Tells who holds the lock.
     *
     * @return the holder, null when there is none or it cannot be told
     */
    @Describe("Thread that holds the lock, whichever process and language it lives in; null when free")
    @Nullable
    LockHolderData getLockHolder();

    /**
     * Tells who waits for the lock, of all processes on this machine, in a pass over {@code /proc}.
     *
     * @return the threads that sleep until they can have it
     */
    @Describe("Threads that wait for the lock, whichever process and language they live in")
    List<WaiterData> getWaiters();

    /**
     * Tells which processes map the region, in a pass over {@code /proc}.
     *
     * @return this process and all others that can be seen to map it
     */
    @Describe("Processes that map the region, as far as permissions let them be seen")
    List<MapperData> getMappers();

    /**
     * Counts the times this process took the lock.
     *
     * @return a count since the region was first opened
     */
    @Describe("How often this process took the lock")
    @Units(Units.ACQUISITIONS)
    long getAcquisitionCount();

    /**
     * Counts the times this process had to wait for the lock, and got it.
     *
     * @return a count since the region was first opened
     */
    @Describe("How often this process had to wait for the lock, and got it")
    @Units(Units.WAITS)
    long getContentionCount();

    /**
     * Counts the times this process waited for the lock in vain, until its timeout.
     *
     * @return a count since the region was first opened
     */
    @Describe("How often this process waited for the lock until its timeout, and did not get it")
    @Units(Units.WAITS)
    long getTimeoutCount();

    /**
     * Describes the waits of this process for the lock.
     *
     * @return how many there were since the region was first opened, and how long they took
     */
    @Describe("This process's waits for the lock: how many, and their length in nanoseconds")
    @Units(Units.NANOSECONDS)
    TimesData getWaitTimes();

    /**
     * Describes how long this process held the lock, from the holds that were measured: those after a wait, and one in 1024
     * of the others.
     *
     * @return how many were measured since the region was first opened, and how long they took
     */
    @Describe("How long this process held the lock, in nanoseconds: holds after a wait and one in 1024 of the others")
    @Units(Units.NANOSECONDS)
    TimesData getHoldTimes();

    /**
     * Shows data as {@code hexdump -C} does.
     *
     * @param offset the first data byte
     * @param length how many bytes, at most 64 KiB; fewer are shown where the region ends
     * @return lines of text
     */
    @Describe("Shows data bytes as hexdump -C does")
    String hexdump(
            @Describe(name = "offset", value = "First data byte") @Units(Units.BYTES) long offset,
            @Describe(name = "length", value = "How many bytes, at most 65536; fewer where the region ends")
                    @Units(Units.BYTES)
                    int length);

    /**
     * Reads one number.
     *
     * @param offset the first of its 8 data bytes
     * @return the number in the machine's byte order
     */
    @Describe("Reads a 64 bit number in the machine's byte order")
    long readLong(@Describe(name = "offset", value = "First of the 8 data bytes") @Units(Units.BYTES) long offset);

    /**
     * Takes the lock over from a holder that is gone, and gives it back at once, so that whoever waits can go on. The data may
     * be half changed: look at them first.
     *
     * @return what was left behind; says so when the lock was not abandoned and nothing was done
     */
    @Describe(
            value =
                    "Frees a lock whose holder is gone; the data may be half changed. Does nothing while the holder lives",
            changes = true)
    String recoverLock();

    /** Removes the region's name; processes that map it keep it. */
    @Describe(value = "Removes the region's name; processes that map it keep it", changes = true)
    void unlink();
}
