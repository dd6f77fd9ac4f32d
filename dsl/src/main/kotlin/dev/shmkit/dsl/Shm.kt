@file:JvmName("Shm")

package dev.shmkit.dsl

import dev.shmkit.SharedMemory
import dev.shmkit.host.HostRegions

/**
 * Names a region; nothing is opened or created before one of the verbs of [RegionSpec] asks for it.
 *
 * ```
 * shm("demo").size(4096).secure().withLock(r -> r.putLong(0, 42))   // Java, JShell
 * shm("demo").size("4 KiB").secure().withLock { putLong(0, 42) }    // Kotlin
 * ```
 *
 * @param key `"demo"` and `"/demo"` are the same shared memory key; a key with another slash is a file's path
 */
public fun shm(key: String): RegionSpec = RegionSpec(key)

/**
 * Lists every region of this machine, whichever program made it. Opens none and takes no lock.
 *
 * @return a table that prints itself
 */
public fun regions(): RegionTable = RegionTable(HostRegions.list())

/**
 * Closes the regions that `withLock` and `runLocked` keep open in this JVM. Their names stay, temporary ones excepted.
 * A region whose lock a thread of this JVM holds stays open.
 */
public fun closeSession(): Unit = Session.closeAll()

/**
 * Holds this region's lock while the body runs, with the region as its receiver. A body that throws releases the lock.
 *
 * @return what the body returns
 */
@JvmSynthetic
public inline fun <T> SharedMemory.withLock(body: SharedMemory.() -> T): T = lock().use { body() }
