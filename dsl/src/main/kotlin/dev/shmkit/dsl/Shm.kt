@file:JvmName("Shm")

package dev.shmkit.dsl

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.display.HexdumpView
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.layout.FluentLayout
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.Row
import dev.shmkit.dsl.layout.Table
import dev.shmkit.dsl.layout.internal.FieldOwners
import dev.shmkit.dsl.layout.internal.Records
import dev.shmkit.dsl.watch.Watch
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
public inline fun <T> SharedMemory.withLock(body: @ShmDsl SharedMemory.() -> T): T = lock().use { body() }

/**
 * Begins a layout that grows field by field, for Java and JShell: `layout("cpu").int32("process").uint32("hint")`. In Kotlin
 * an `object` with a property for each field says more, see [Layout].
 *
 * @param name what C calls the struct
 */
public fun layout(name: String): FluentLayout = FluentLayout(name)

/**
 * Makes the layout with a field for each component of a record class, in order: `byte` is `int8`, `char` is `uint16`, `long` is
 * `int64`, records are structs inside. [dev.shmkit.dsl.layout.Unsigned], [dev.shmkit.dsl.layout.Length] (needed for `String`
 * and arrays) and [dev.shmkit.dsl.layout.Width] (bit fields) say the rest.
 *
 * @throws IllegalArgumentException when a component cannot be a field; the message says why
 */
public fun layout(record: Class<out Record>): FluentLayout = Records.layout(record)

/**
 * Reads a region's data as rows of a layout, from the first byte to the last whole row: at most 2³¹ − 1 of them.
 *
 * @throws IllegalArgumentException when not even one row fits
 * @throws IllegalStateException after `close()`
 */
public fun SharedMemory.table(layout: Layout): Table = Table.of(this, layout, 0, null)

/**
 * Reads a part of a region's data as rows of a layout.
 *
 * @param offset the first row's first byte
 * @param count how many rows
 * @throws IllegalArgumentException when they do not fit
 * @throws IllegalStateException after `close()`
 */
public fun SharedMemory.table(
    layout: Layout,
    offset: Long,
    count: Int,
): Table = Table.of(this, layout, offset, count)

/**
 * Shows a region's data as `hexdump -C` does. Takes no lock.
 *
 * @param offset the first byte
 * @param lengthBytes how many bytes at the most
 * @throws IndexOutOfBoundsException when the offset is not in the region
 */
@JvmOverloads
public fun SharedMemory.hexdump(
    offset: Long = 0,
    lengthBytes: Int = HEXDUMP_BYTES,
): HexdumpView = HexdumpView(hexdumpTitle(offset), hexdumpBytes(offset, lengthBytes), offset, null)

/**
 * Shows a region's data as `hexdump -C` does, with the fields of a layout's rows: by colour in HTML, by name in text.
 *
 * @param lengthBytes how many bytes at the most
 */
@JvmOverloads
public fun SharedMemory.hexdump(
    layout: Layout,
    lengthBytes: Int = HEXDUMP_BYTES,
): HexdumpView {
    val rows = table(layout).size().toLong()
    return HexdumpView(hexdumpTitle(0), hexdumpBytes(0, lengthBytes), 0, FieldOwners(layout, rows))
}

private const val HEXDUMP_BYTES = 256

private fun SharedMemory.hexdumpTitle(offset: Long) = "${info().name()} from offset $offset, ${size().counted(
    "byte",
)} in all"

private fun SharedMemory.hexdumpBytes(
    offset: Long,
    lengthBytes: Int,
): ByteArray {
    require(lengthBytes >= 0) { "a hexdump of $lengthBytes bytes makes no sense" }
    // One byte of an offset that is outside: the region names those that are inside.
    val left = if (offset in 0 until size()) size() - offset else 1
    val length = minOf(lengthBytes.toLong(), left).toInt()
    return getBytes(offset, ByteArray(length))
}

/** Watches a region's lock: see [Watch.lock]. Say how often with [Watch.every], and begin with [Watch.sample]. */
public fun watch(region: SharedMemory): Watch = Watch().lock(region)

/** Watches fields of every row of a table: see [Watch.fields]. */
public fun watch(
    table: Table,
    vararg fields: String,
): Watch = Watch().fields(table, *fields)

/** Watches fields of one row: see [Watch.fields]. */
public fun watch(
    row: Row,
    vararg fields: String,
): Watch = Watch().fields(row, *fields)
