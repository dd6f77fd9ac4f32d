package dev.shmkit.dsl.display

import dev.shmkit.LockState

/** A lock's state, with what is known of the thread that holds it. */
internal object LockDisplay {
    fun of(state: LockState): Display {
        val facts = Grid("lock ${state.state()}", emptyList())
        state.holder().ifPresent { holder ->
            facts.add("pid", known(holder.pid()))
            facts.add("tid", known(holder.tid()))
            facts.add("process", holder.process().ifEmpty { "unknown" })
            facts.add("thread", holder.thread().ifEmpty { "unknown" })
            facts.add("uid", known(holder.uid().toLong()))
            if (holder.stopped() && state.state() == LockState.State.HELD) {
                facts.add("stopped", "by a debugger, or by a signal: then kill -CONT ${holder.pid()} lets it go on")
            }
        }
        return facts
    }

    private fun known(number: Long) = if (number < 0) "unknown" else number.toString()
}
