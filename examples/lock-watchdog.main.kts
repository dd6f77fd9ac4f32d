// Tells of locks that are held for too long, or whose holder is gone, for every region of this machine that begins with KEY.
//   ./shm run examples/lock-watchdog.main.kts KEY MILLIS SECONDS
// MILLIS: how long a lock may be held; SECONDS: how long to watch. Ends with status 3 when it had something to tell.
// Of a holder in another process that computes while nobody waits it tells only where perf_event_open(2) is permitted.

import dev.shmkit.LockState
import dev.shmkit.LockState.State
import dev.shmkit.host.HostRegions
import dev.shmkit.host.LockTracker
import kotlin.system.exitProcess
import kotlin.time.TimeSource
import kotlin.time.toKotlinDuration

if (args.size != 3) {
    System.err.println("usage: ./shm run examples/lock-watchdog.main.kts KEY MILLIS SECONDS")
    exitProcess(2)
}
val prefix = args[0]
val limit = args[1].toLong().milliseconds
val end = TimeSource.Monotonic.markNow() + args[2].toLong().seconds
val told = HashSet<Any>()

// Once for each holder, of which only the tid stays the same.
fun tell(key: String, lock: LockState, what: String) {
    if (told.add(Triple(key, lock.state(), lock.holder().map { it.tid() }))) {
        println("$key: $what")
    }
}

// Who is seen with a lock twice may have given it back in between. The tracker knows when nobody can have been let in.
LockTracker().use { locks ->
    while (end.hasNotPassedNow()) {
        val now = HostRegions.snapshot()
        locks.add(now)
        for (region in now.regions().filter { it.key().startsWith(prefix) }) {
            val lock = locks.lockState(region)
            if (locks.heldFor(region, now).toKotlinDuration() > limit) {
                tell(region.key(), lock, "held for more than $limit by ${lock.holder().get()}")
            } else if (lock.state() == State.ABANDONED) {
                tell(region.key(), lock, "the holder is gone; free it with: shm recover ${region.key()}")
            }
        }
        LockSupport.parkNanos(50_000_000)
    }
}
exitProcess(if (told.isEmpty()) 0 else 3)
