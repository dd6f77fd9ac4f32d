package dev.shmkit.dsl.layout

/**
 * A number or boolean of fixed width.
 *
 * @property sizeBytes its width, and its alignment in C on x86-64 and aarch64
 * @property cName its name in C, from `stdint.h` and `stdbool.h`
 */
public enum class Scalar(
    @get:JvmName("sizeBytes") public val sizeBytes: Int,
    @get:JvmName("cName") public val cName: String,
) {
    INT8(1, "int8_t"),
    UINT8(1, "uint8_t"),
    INT16(2, "int16_t"),
    UINT16(2, "uint16_t"),
    INT32(4, "int32_t"),
    UINT32(4, "uint32_t"),
    INT64(8, "int64_t"),
    UINT64(8, "uint64_t"),
    FLOAT32(4, "float"),
    FLOAT64(8, "double"),
    BOOL(1, "bool"),
    ;

    @get:JvmSynthetic
    internal val signed: Boolean get() = this == INT8 || this == INT16 || this == INT32 || this == INT64

    @get:JvmSynthetic
    internal val unsigned: Boolean get() = integer && !signed

    @get:JvmSynthetic
    internal val integer: Boolean get() = this < FLOAT32

    /** How layouts name it: `int32`. */
    override fun toString(): String = name.lowercase()
}
