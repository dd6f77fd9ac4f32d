package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.table
import dev.shmkit.testing.Keys
import dev.shmkit.testing.LeavesNothingBehind
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import java.nio.ByteOrder

private object Vector : Layout() {
    val x by float32()
    val y by float64()
}

private object Cpu : Layout("cpu") {
    val process by int32()
    val hint by uint32()
    val samples by int64(4)
    val busy by bits(1)
    val mode by bits(3, Scalar.INT8)
    val name by chars(16)
    val pos by struct(Vector)
    val corners by struct(Vector, 2)
    val done by bool()

    init {
        padding(3)
    }

    val last by uint16()
}

private object Wire : Layout(packed = true, order = ByteOrder.BIG_ENDIAN) {
    val kind by uint8()
    val length by uint32()
}

private object Twice : Layout() {
    val id by int32()

    fun again() = int32().provideDelegate(this, ::id)
}

private class Growing : Layout() {
    val id by int32()

    fun grow() = int64().provideDelegate(this, ::id)

    fun pad() = padding(4)
}

private class Around(
    inner: Layout,
) : Layout() {
    val first by struct(inner)
}

/** Layouts as Kotlin sees them: an object with a property for each field. */
@ExtendWith(LeavesNothingBehind::class)
class KotlinLayoutTest {
    private fun withRegion(body: SharedMemory.() -> Unit): Unit =
        SharedMemory.create(Keys.unique("layout"), 4096).use { region ->
            region.unlink()
            region.body()
        }

    @Test
    fun shouldReadAndWriteByTheObjectsProperties() =
        withRegion {
            val row = table(Cpu)[1]
            row[Cpu.process] = 7
            row[Cpu.hint] = 4_000_000_000
            row[Cpu.samples, 3] = -1
            row[Cpu.mode] = -4
            row[Cpu.name] = "worker"
            row[Cpu.pos][Vector.y] = 0.5
            row[Cpu.corners, 1][Vector.x] = 1.5f
            row[Cpu.done] = true
            row[Cpu.last] = 65535
            val process: Int = row[Cpu.process]
            val hint: Long = row[Cpu.hint]
            assertThat(process).isEqualTo(7)
            assertThat(hint).isEqualTo(4_000_000_000)
            assertThat(row[Cpu.samples, 3]).isEqualTo(-1)
            assertThat(row[Cpu.mode]).isEqualTo(-4)
            assertThat(row[Cpu.busy]).isZero()
            assertThat(row[Cpu.name]).isEqualTo("worker")
            assertThat(row["pos.y"]).isEqualTo(0.5)
            assertThat(row["corners[1].x"]).isEqualTo(1.5f)
            assertThat(row[Cpu.done]).isTrue()
            assertThat(row[Cpu.last]).isEqualTo(65535)
            assertThat(Cpu.last.offset).isEqualTo(Cpu.done.offset + 4)
            assertThat(table(Cpu).sumOf { it[Cpu.process] }).isEqualTo(7)
        }

    @Test
    fun shouldNameTheLayoutAfterTheObject() {
        assertThat(Vector.name()).isEqualTo("Vector")
        assertThat(Vector.fields().map { it.name }).containsExactly("x", "y")
        assertThat(Vector.sizeBytes()).isEqualTo(16)
    }

    @Test
    fun shouldPackAndSwapBytesWhenToldTo() =
        withRegion {
            table(Wire)[0][Wire.length] = 0x01020304
            assertThat(Wire.sizeBytes()).isEqualTo(5)
            assertThat(getBytes(0, ByteArray(5))).containsExactly(0, 1, 2, 3, 4)
        }

    @Test
    fun shouldRefuseAFieldThatIsThereAlready() {
        assertThatThrownBy { Twice.again() }.hasMessageContaining("two fields named \"id\"")
    }

    @Test
    fun shouldTakeNoMoreFieldsOnceItHasRowsOrIsInsideAnotherLayout() {
        val rows = Growing()
        rows.pad()
        withRegion { table(rows) }
        val inside = Growing()
        assertThat(Around(inside).first.layout).isSameAs(inside)
        for (settled in listOf(rows, inside)) {
            assertThatThrownBy { settled.grow() }
                .isInstanceOf(IllegalStateException::class.java)
                .hasMessageContaining("\"Growing\" has rows, or is inside another one, and takes no more fields")
            assertThatThrownBy { settled.pad() }.isInstanceOf(IllegalStateException::class.java)
        }
        assertThat(rows.sizeBytes()).isEqualTo(8)
        assertThat(inside.sizeBytes()).isEqualTo(4)
    }

    @Test
    fun shouldNameTheNearestField() {
        assertThatThrownBy { withRegion { table(Cpu)[0]["proces"] = 1 } }
            .isInstanceOf(IllegalArgumentException::class.java)
            .hasMessage("layout \"cpu\" has no field \"proces\"; did you mean \"process\"?")
    }
}
