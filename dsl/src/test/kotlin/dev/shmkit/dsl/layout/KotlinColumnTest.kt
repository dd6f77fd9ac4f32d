package dev.shmkit.dsl.layout

import dev.shmkit.RegionOption
import dev.shmkit.SharedMemory
import dev.shmkit.dsl.table
import dev.shmkit.testing.Keys
import dev.shmkit.testing.LeavesNothingBehind
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith

private object Core : Layout("core") {
    val process by int32()
    val done by int64()
    val watts by float64(2)
    val busy by bool()
}

/** Columns as Kotlin sees them: indexed by row. */
@ExtendWith(LeavesNothingBehind::class)
class KotlinColumnTest {
    private fun withTable(body: (Table) -> Unit): Unit =
        SharedMemory.create(Keys.unique("column"), 4096, RegionOption.TEMPORARY).use { body(it.table(Core, 0, 8)) }

    @Test
    fun shouldReadAndWriteByRow() =
        withTable { table ->
            val done = table.column(Core.done)
            for (row in 0 until done.size()) done[row] = row * 10L
            done[7] += 1L
            assertThat(done[3]).isEqualTo(30)
            assertThat(table[7][Core.done]).isEqualTo(71)
            assertThat(done.toLongArray().max()).isEqualTo(71)
            assertThat(done.sum()).isEqualTo(281)
        }

    @Test
    fun shouldBindAnElementAndOtherTypes() =
        withTable { table ->
            val watts = table.column(Core.watts, 1)
            val busy = table.column(Core.busy)
            watts[2] = 12.5
            busy[2] = true
            table[3][Core.watts, 1] = 7.5
            assertThat(watts.sum()).isEqualTo(20.0).isEqualTo(watts.toDoubleArray().sum())
            assertThat(table[2][Core.watts, 1]).isEqualTo(12.5)
            assertThat(table[2][Core.busy]).isTrue()
        }

    @Test
    fun shouldRefuseARowThatIsNone() =
        withTable { table ->
            val process = table.column(Core.process)
            assertThatThrownBy { process[8] = 1 }
                .isInstanceOf(IndexOutOfBoundsException::class.java)
                .hasMessageContaining("there is none at index 8")
            assertThat(process.toIntArray()).containsOnly(0)
        }
}
