package dev.shmkit.dsl.layout

import java.nio.ByteOrder

/**
 * A layout that grows field by field: the form for Java and JShell. Every method returns a new layout, so that one can be the
 * beginning of several. Immutable and thread-safe.
 *
 * ```
 * var cpu = layout("cpu").int32("process").uint32("hint").int64("samples", 8).chars("name", 16).padding(4)
 * ```
 *
 * A field is refused with an [IllegalArgumentException] when its name is no C identifier or is taken, or a number makes no
 * sense.
 */
public class FluentLayout private constructor(
    private val struct: String,
    private val packed: Boolean,
    private val order: ByteOrder,
    private val steps: List<Step>,
) : Layout(struct, packed, order) {
    internal constructor(name: String) : this(name, false, ByteOrder.nativeOrder(), emptyList()) {
        require(name.isNotBlank()) { "a layout needs a name: layout(\"cpu\")" }
    }

    /** One declaration, done again for each layout that grows out of this one. */
    private fun interface Step {
        fun add(to: Layout)
    }

    init {
        steps.forEach { it.add(this) }
    }

    private fun with(step: Step) = FluentLayout(struct, packed, order, steps + step)

    @JvmSynthetic
    internal fun scalar(
        name: String,
        type: Scalar,
        count: Int? = null,
    ) = with { it.add(name, it.plain(type), count) }

    /** No alignment, as GCC's `__attribute__((packed))`; for all fields, also those declared before. */
    public fun packed(): FluentLayout = FluentLayout(struct, true, order, steps)

    /** Most significant byte first; for all fields, also those declared before. */
    public fun bigEndian(): FluentLayout = FluentLayout(struct, packed, ByteOrder.BIG_ENDIAN, steps)

    /** Least significant byte first; for all fields, also those declared before. */
    public fun littleEndian(): FluentLayout = FluentLayout(struct, packed, ByteOrder.LITTLE_ENDIAN, steps)

    public fun int8(name: String): FluentLayout = scalar(name, Scalar.INT8)

    public fun uint8(name: String): FluentLayout = scalar(name, Scalar.UINT8)

    public fun int16(name: String): FluentLayout = scalar(name, Scalar.INT16)

    public fun uint16(name: String): FluentLayout = scalar(name, Scalar.UINT16)

    public fun int32(name: String): FluentLayout = scalar(name, Scalar.INT32)

    public fun uint32(name: String): FluentLayout = scalar(name, Scalar.UINT32)

    public fun int64(name: String): FluentLayout = scalar(name, Scalar.INT64)

    public fun uint64(name: String): FluentLayout = scalar(name, Scalar.UINT64)

    public fun float32(name: String): FluentLayout = scalar(name, Scalar.FLOAT32)

    public fun float64(name: String): FluentLayout = scalar(name, Scalar.FLOAT64)

    public fun bool(name: String): FluentLayout = scalar(name, Scalar.BOOL)

    /** An array of so many `int8`. */
    public fun int8(name: String, count: Int): FluentLayout = scalar(name, Scalar.INT8, count)

    /** An array of so many `uint8`. */
    public fun uint8(name: String, count: Int): FluentLayout = scalar(name, Scalar.UINT8, count)

    /** An array of so many `int16`. */
    public fun int16(name: String, count: Int): FluentLayout = scalar(name, Scalar.INT16, count)

    /** An array of so many `uint16`. */
    public fun uint16(name: String, count: Int): FluentLayout = scalar(name, Scalar.UINT16, count)

    /** An array of so many `int32`. */
    public fun int32(name: String, count: Int): FluentLayout = scalar(name, Scalar.INT32, count)

    /** An array of so many `uint32`. */
    public fun uint32(name: String, count: Int): FluentLayout = scalar(name, Scalar.UINT32, count)

    /** An array of so many `int64`. */
    public fun int64(name: String, count: Int): FluentLayout = scalar(name, Scalar.INT64, count)

    /** An array of so many `uint64`. */
    public fun uint64(name: String, count: Int): FluentLayout = scalar(name, Scalar.UINT64, count)

    /** An array of so many `float32`. */
    public fun float32(name: String, count: Int): FluentLayout = scalar(name, Scalar.FLOAT32, count)

    /** An array of so many `float64`. */
    public fun float64(name: String, count: Int): FluentLayout = scalar(name, Scalar.FLOAT64, count)

    /** An array of so many `bool`. */
    public fun bool(name: String, count: Int): FluentLayout = scalar(name, Scalar.BOOL, count)

    /** A bit field of so many bits: C's `unsigned name : width`. */
    public fun bits(name: String, width: Int): FluentLayout = bits(name, width, Scalar.UINT32)

    /** A bit field of so many bits of an integer type. */
    public fun bits(
        name: String,
        width: Int,
        type: Scalar,
    ): FluentLayout = with { it.add(name, it.bitsOf(width, type)) }

    /** A char array of so many bytes, which holds UTF-8. */
    public fun chars(name: String, bytes: Int): FluentLayout = with { it.add(name, it.charsOf(bytes)) }

    /** A struct inside this one. */
    public fun struct(name: String, layout: Layout): FluentLayout = with { it.add(name, it.structOf(layout)) }

    /** An array of structs inside this one. */
    public fun struct(name: String, layout: Layout, count: Int): FluentLayout =
        with { it.add(name, it.structOf(layout), count) }

    /** Leaves so many bytes without a name. */
    public override fun padding(bytes: Int): FluentLayout = with { it.skip(bytes) }
}
