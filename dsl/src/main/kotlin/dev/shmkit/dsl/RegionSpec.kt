package dev.shmkit.dsl

import dev.shmkit.InsecureRegionException
import dev.shmkit.RegionExistsException
import dev.shmkit.RegionInfo
import dev.shmkit.RegionNotFoundException
import dev.shmkit.RegionOption
import dev.shmkit.SharedMemory
import dev.shmkit.ShmException
import dev.shmkit.dsl.display.ByteSize
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.Table
import dev.shmkit.internal.posix.Users
import dev.shmkit.internal.region.RegionSize
import dev.shmkit.internal.text.Printable
import java.util.function.Consumer
import java.util.function.Function
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/** Leaves room for the adjectives in a line of a hundred. */
private const val MOST_KEY_COLUMNS = 40

/**
 * What is wanted of a region: adjectives that describe it ([size], [secure], [raw], [temporary]), each returning a new
 * description, and verbs that do something with it. Immutable and thread-safe.
 *
 * [create], [attach] and [open] hand a region to the caller, who closes it. [withLock] and [runLocked] use one region that
 * the session keeps open until [close], [unlink] or the end of the JVM, or until it has lost its name, which is noticed within a
 * second.
 */
public class RegionSpec private constructor(
    private val key: String,
    private val sizeBytes: Long?,
    private val options: Set<RegionOption>,
    private val repair: Consumer<SharedMemory>?,
) {
    internal constructor(key: String) : this(key, null, emptySet(), null)

    /**
     * Gives the size: needed to create the region, and compared with that of one that exists.
     *
     * @param bytes bytes of data
     * @throws IllegalArgumentException when no region can have so many
     */
    public fun size(bytes: Long): RegionSpec = RegionSpec(key, RegionSize.require(key, bytes), options, repair)

    /**
     * Gives the size: the same, for Kotlin, which makes no `Long` of an `Int`. From 2 GiB on compute in `Long`, or give text: a
     * product of `Int`s wraps around.
     */
    public fun size(bytes: Int): RegionSpec = size(bytes.toLong())

    /**
     * Gives the size as text: `"4096"`, `"4 KiB"`, `"1.5 GiB"`, `"64 MB"`.
     *
     * @throws IllegalArgumentException when the text is not a size, or no region can have it
     */
    public fun size(text: String): RegionSpec = size(ByteSize.parse(text, " of region \"$key\""))

    /**
     * Only this user may open the region (mode 0600). One that exists and gives permissions to others, or was made by another
     * user, is refused: somebody may have taken the name to read what is written.
     */
    public fun secure(): RegionSpec = adding(RegionOption.SECURE)

    /**
     * The kernel passes the lock on when its holder dies, and the next one is told: see [onAbandoned]. Every lock then goes
     * through pthread, and virtual threads cannot take it. A region that exists with another kind of lock is refused.
     */
    public fun robust(): RegionSpec = adding(RegionOption.ROBUST)

    /**
     * Says how to repair a robust region whose lock holder died: run with the lock held, before the body. Without it, locking
     * throws [dev.shmkit.AbandonedLockException] then, and the thread holds the lock; its next [withLock] with a repair goes on
     * from there. So it does after a repair that throws. Of two descriptions of a region each has its own repair; a region that
     * is handed out takes it along.
     */
    public fun onAbandoned(repair: Consumer<SharedMemory>): RegionSpec = RegionSpec(key, sizeBytes, options, repair)

    /** Says how to repair a robust region whose lock holder died, with the region as the receiver: Kotlin's form. */
    @JvmSynthetic
    public fun onAbandoned(
        repair: @ShmDsl SharedMemory.() -> Unit,
    ): RegionSpec = onAbandoned(Consumer { region -> region.repair() })

    /** A region without lock and header: any file, its data from byte 0. */
    public fun raw(): RegionSpec = adding(RegionOption.RAW)

    /** The region that this description creates loses its name when it is closed, or at the orderly end of the JVM. */
    public fun temporary(): RegionSpec = adding(RegionOption.TEMPORARY)

    private fun adding(option: RegionOption): RegionSpec {
        val all = options + option
        require(RegionOption.RAW !in all || RegionOption.ROBUST !in all) {
            "region \"$key\" cannot be both raw() and robust(): a raw one has no lock"
        }
        return RegionSpec(key, sizeBytes, all, repair)
    }

    /**
     * Creates the region; the caller closes it.
     *
     * @throws IllegalStateException when no size was given
     * @throws RegionExistsException when the key is taken
     */
    public fun create(): SharedMemory = created().also(::teachToRepair)

    private fun created(): SharedMemory {
        val bytes = checkNotNull(sizeBytes) { "region \"$key\" needs a size to be created: shm(\"$key\").size(4096)" }
        return SharedMemory.create(key, bytes, *options.toTypedArray())
    }

    /**
     * Attaches to the region if it exists now; the caller closes it.
     *
     * @throws RegionNotFoundException when it does not
     */
    public fun attach(): SharedMemory = attach(java.time.Duration.ZERO)

    /**
     * Attaches to the region, waiting for it to appear; the caller closes it.
     *
     * @throws dev.shmkit.AttachTimeoutException when it does not appear in time
     * @throws RegionExistsException when its size is not the one that was given, or its lock not robust as it should be
     * @throws InsecureRegionException when it should be secure, and others can open it
     */
    public fun attach(timeout: java.time.Duration): SharedMemory = attached(timeout).also(::teachToRepair)

    private fun attached(timeout: java.time.Duration): SharedMemory {
        val raw = RegionOption.RAW in options
        val region = if (raw) SharedMemory.attachRaw(key, timeout) else SharedMemory.attach(key, timeout)
        try {
            requireAsDescribed(region)
        } catch (e: RuntimeException) {
            region.close()
            throw e
        }
        return region
    }

    private fun teachToRepair(region: SharedMemory) {
        if (repair != null) {
            region.onAbandoned(repair)
        }
    }

    /** Attaches to the region, waiting for it to appear, with Kotlin's `Duration`: `attach(1.seconds)`. */
    @JvmSynthetic
    public fun attach(timeout: Duration): SharedMemory = attach(timeout.toJavaDuration())

    /**
     * Attaches to the region, or creates it when there is none and a size was given; the caller closes it.
     *
     * @throws RegionNotFoundException when there is none and no size was given
     */
    public fun open(): SharedMemory = opened().also(::teachToRepair)

    private fun opened(): SharedMemory =
        try {
            attached(java.time.Duration.ZERO)
        } catch (e: RegionNotFoundException) {
            if (sizeBytes == null) throw missing(e)
            createOrAttach()
        }

    /** Takes the place of one that says less, trace and all: as its cause that would only say the same again. */
    private fun missing(e: RegionNotFoundException) =
        RegionNotFoundException(
            key,
            e.operation(),
            e.errno(),
            "${e.message}; or give a size, with which it is created now: shm(\"$key\").size(4096)",
        ).apply { stackTrace = e.stackTrace }

    /** Somebody else may create it between our looking and our creating: then theirs is complete in a moment. */
    private fun createOrAttach(): SharedMemory =
        try {
            created()
        } catch (ignored: RegionExistsException) {
            attached(java.time.Duration.ofSeconds(1))
        }

    /**
     * Holds the region's lock while the body runs, with the region as its receiver: Kotlin's form. Opens the region first,
     * creating it when there is none and a size was given, and keeps it open for the session. A body that throws releases
     * the lock.
     *
     * @return what the body returns
     * @throws dev.shmkit.RegionNotFoundException when there is none and no size was given
     * @throws dev.shmkit.LockDeadlockException when the calling thread holds the lock already
     * @throws dev.shmkit.AbandonedLockException when a robust lock came from a holder that died, and there is no [onAbandoned]
     * @throws UnsupportedOperationException for a [raw] region, and to a virtual thread for a [robust] one
     */
    @JvmSynthetic
    public fun <T> withLock(body: @ShmDsl SharedMemory.() -> T): T = locked { it.body() }

    /** Holds the region's lock while the body runs: the form for Java and JShell, see the one for Kotlin. */
    public fun <T> withLock(body: Function<SharedMemory, T>): T = locked { body.apply(it) }

    /** Holds the region's lock while the body runs, for bodies of several statements in Java and JShell. */
    public fun runLocked(body: Consumer<SharedMemory>): Unit = locked { body.accept(it) }

    /**
     * As use does it, but with one call that closes, however the body ends: then compiled code makes no object of the lock.
     * It would for a call that is hardly ever reached and so not inlined.
     */
    private inline fun <T> locked(crossinline body: (SharedMemory) -> T): T {
        val region = sessionRegion()
        val lock =
            try {
                region.lock()
            } catch (e: ShmException) {
                Unrepaired.settle(region, repair, e)
                return lockedAgain { body(it) }
            }
        // Whoever had the exception has closed the lock since.
        if (Unrepaired.any) Unrepaired.forget(region)
        var failure: Throwable? = null
        var result: T? = null
        try {
            result = body(region)
        } catch (e: Throwable) {
            failure = e
        }
        try {
            lock.close()
        } catch (e: Throwable) {
            failure?.addSuppressed(e) ?: throw e
        }
        if (failure != null) throw failure
        @Suppress("UNCHECKED_CAST")
        return result as T
    }

    private fun <T> lockedAgain(body: (SharedMemory) -> T): T = locked(body)

    /**
     * Reads the region's data as rows of a layout, see [dev.shmkit.dsl.layout.Table]. Opens the region as [withLock] does, and
     * takes no lock.
     *
     * @throws IllegalArgumentException when not even one row fits; nothing is created then
     */
    public fun table(layout: Layout): Table {
        if (sizeBytes != null) Table.requireRow(layout, key, sizeBytes)
        return sessionRegion().table(layout)
    }

    /** The session's region as this description last found it, which saves looking and comparing again. */
    private class Found(
        val region: SharedMemory,
        val changes: Int,
    )

    @Volatile
    private var found: Found? = null

    private fun sessionRegion(): SharedMemory {
        val known = found
        return if (known != null && known.changes == Session.changes && known.region.isOpen) known.region else find()
    }

    private fun find(): SharedMemory {
        if (RegionOption.RAW in options) {
            throw UnsupportedOperationException(
                "region \"$key\" is described as raw and so has no lock that the session could keep; use open(), " +
                    "close it yourself, and synchronise by other means",
            )
        }
        val changes = Session.changes
        val region = Session.region(key, ::opened)
        requireAsDescribed(region)
        found = Found(region, changes)
        return region
    }

    private fun requireAsDescribed(region: SharedMemory) {
        if (sizeBytes != null && sizeBytes != region.size()) {
            throw RegionExistsException(
                key,
                "open",
                0,
                "region \"$key\" exists with ${region.size().counted("byte")}, not $sizeBytes; leave the size away " +
                    "to use it as it is, or unlink it first",
            )
        }
        if (RegionOption.ROBUST in options && !region.info().robust) {
            throw RegionExistsException(
                key,
                "open",
                0,
                "region \"$key\" exists with a lock that is not robust; leave robust() away to use it as it is, or " +
                    "unlink it first",
            )
        }
        if (RegionOption.SECURE in options) {
            requireSecure(region)
        }
    }

    private fun requireSecure(region: SharedMemory) {
        val attributes = region.attributes()
        // Whoever creates a region may give it away on purpose.
        val theirs = region.info().role() == RegionInfo.Role.USER && attributes.uid != Users.current()
        val why =
            when {
                !attributes.secure() -> "exists with mode ${attributes.mode()}, so that others can open it"
                theirs -> "belongs to ${attributes.owner}, who can open it"
                else -> return
            }
        throw InsecureRegionException(
            key,
            "open",
            0,
            "region \"$key\" $why; leave secure() away to use it all the same, or unlink it and create it anew",
        )
    }

    /**
     * Ends the session's use of the region, if there is one. The name stays, unless the region was temporary.
     *
     * @throws IllegalStateException while a thread of this process holds its lock, or waits for it
     */
    public fun close(): Unit = Session.close(key)

    /**
     * Removes the region's name, and ends the session's use of it.
     *
     * @throws RegionNotFoundException when nothing has this name
     */
    public fun unlink(): Unit = Session.unlink(key)

    override fun toString(): String {
        val size = sizeBytes?.let { ", ${ByteSize.format(it)}" } ?: ""
        val told = "$size${options.joinToString("") { ", " + it.name.lowercase() }}"
        return "shm(${Printable.shortened(key, MOST_KEY_COLUMNS)}$told)"
    }
}
