package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.BitField
import dev.shmkit.dsl.layout.BooleanField
import dev.shmkit.dsl.layout.DoubleField
import dev.shmkit.dsl.layout.Field
import dev.shmkit.dsl.layout.FloatField
import dev.shmkit.dsl.layout.IntField
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.LongNumberField
import dev.shmkit.dsl.layout.Scalar
import dev.shmkit.dsl.layout.StructField
import dev.shmkit.dsl.layout.TextField

/** What is declared of a field besides its name, and the handle that reads and writes it. */
internal sealed interface FieldType {
    val sizeBytes: Int
    val alignment: Int

    fun handle(place: Place): Field

    /** A number or boolean, with its bytes in the machine's order or in the other one. */
    class Plain(
        val scalar: Scalar,
        val swapped: Boolean,
    ) : FieldType {
        override val sizeBytes get() = scalar.sizeBytes
        override val alignment get() = scalar.sizeBytes

        override fun handle(place: Place): Field =
            when (scalar) {
                Scalar.INT8, Scalar.UINT8, Scalar.INT16, Scalar.UINT16, Scalar.INT32 -> IntField(place, this)
                Scalar.UINT32, Scalar.INT64, Scalar.UINT64 -> LongNumberField(place, this)
                Scalar.FLOAT32 -> FloatField(place, this)
                Scalar.FLOAT64 -> DoubleField(place, this)
                Scalar.BOOL -> BooleanField(place, this)
            }

        override fun toString() = scalar.toString()
    }

    /** Some bits of an integer; counted from the most significant one when the order is big-endian. */
    class Bits(
        val scalar: Scalar,
        val width: Int,
        val bigEndian: Boolean,
    ) : FieldType {
        override val sizeBytes get() = scalar.sizeBytes
        override val alignment get() = scalar.sizeBytes

        init {
            require(width in 1..sizeBytes * Byte.SIZE_BITS) { "$scalar has no $width bits" }
        }

        override fun handle(place: Place) = BitField(place, this)

        override fun toString() = "$scalar:$width"
    }

    /** A fixed array of char that holds UTF-8. */
    class Text(
        override val sizeBytes: Int,
    ) : FieldType {
        override val alignment get() = 1

        init {
            require(sizeBytes > 0) { "no text has $sizeBytes bytes" }
        }

        override fun handle(place: Place) = TextField(place, this)

        override fun toString() = "char[$sizeBytes]"
    }

    /** A struct inside a struct. */
    class Nested(
        val layout: Layout,
    ) : FieldType {
        override val sizeBytes get() = layout.sizeBytes()
        override val alignment get() = layout.alignment()

        init {
            layout.settle()
        }

        override fun handle(place: Place) = StructField(place, this)

        override fun toString() = "struct ${layout.name()}"
    }
}

/**
 * Where a field is.
 *
 * @property owner the layout whose rows it is read from
 * @property path its name, for nested ones with the names around it: `pos.x`, `samples[3]`
 * @property offset its first byte, counted from the row's
 * @property bit where a bit field begins in that byte
 * @property count how many elements an array has, [NO_ARRAY] when it is none
 */
internal class Place(
    val owner: Layout,
    val path: String,
    val offset: Int,
    val bit: Int = 0,
    val count: Int = NO_ARRAY,
) {
    init {
        // Fields count on it, whoever made the place.
        require(offset >= 0 && bit in 0 until Byte.SIZE_BITS && (count == NO_ARRAY || count > 0)) {
            "there is no field at byte $offset, bit $bit, of $count elements"
        }
    }

    companion object {
        const val NO_ARRAY = -1
    }
}
