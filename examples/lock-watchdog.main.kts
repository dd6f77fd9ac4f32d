// Tells of locks that are held for too long, or whose holder is gone, for every region of this machine that begins with KEY.
//   ./shm run examples/lock-watchdog.main.kts KEY MILLIS SECONDS
// MILLIS: how long a lock may be held; SECONDS: how long to watch. Ends with status 3 when it had something to tell.

import dev.shmkit.LockHolder
import dev.shmkit.LockState.State
import kotlin.system.exitProcess
import kotlin.time.TimeMark
import kotlin.time.TimeSource

if (args.size != 3) {
    System.err.println("usage: ./shm run examples/lock-watchdog.main.kts KEY MILLIS SECONDS")
    exitProcess(2)
}
val prefix = args[0]
val limit = args[1].toLong().milliseconds
val end = TimeSource.Monotonic.markNow() + args[2].toLong().seconds
val heldSince = HashMap<String, Pair<LockHolder?, TimeMark>>()
val told = HashSet<String>()

fun tell(key: String, what: String) {
    if (told.add("$key $what")) {
        println("$key: $what")
    }
}

while (end.hasNotPassedNow()) {
    for (region in regions().filter { it.key.startsWith(prefix) }) {
        val holder = region.lockState.holder().orElse(null)
        val (known, since) = heldSince[region.key] ?: Pair(null, TimeSource.Monotonic.markNow())
        when (region.lockState.state()) {
            State.HELD ->
                if (known == holder && holder != null) {
                    if (since.elapsedNow() > limit) tell(region.key, "held for more than $limit by $holder")
                } else {
                    heldSince[region.key] = Pair(holder, TimeSource.Monotonic.markNow())
                }
            State.ABANDONED -> tell(region.key, "the holder is gone; free it with: shm recover ${region.key}")
            else -> heldSince.remove(region.key)
        }
    }
    LockSupport.parkNanos(50_000_000)
}
exitProcess(if (told.isEmpty()) 0 else 3)
