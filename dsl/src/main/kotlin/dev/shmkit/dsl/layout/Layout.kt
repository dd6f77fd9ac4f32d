package dev.shmkit.dsl.layout

import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.layout.internal.FieldPaths
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.LayoutId
import dev.shmkit.dsl.layout.internal.LayoutIds
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.Placer
import java.nio.ByteOrder
import kotlin.reflect.KProperty

/**
 * The fields of a struct in shared memory: their names, types and places, by C's rules. In Kotlin, declare an object with a
 * property for each field, in order:
 *
 * ```
 * object Cpu : Layout("cpu") {
 *     val process by int32()
 *     val hint by uint32()
 *     val samples by int64(8)         // an array
 *     val name by chars(16)
 *     init { padding(4) }
 * }
 * ```
 *
 * In Java and JShell, `layout("cpu").int32("process").uint32("hint")` and `layout(SomeRecord.class)` make one; see
 * [FluentLayout]. `region.table(Cpu)` then gives the rows of a region.
 *
 * Immutable once its fields are declared, which must be before it has rows or is inside another layout, and thread-safe then.
 * Shows itself as [report].
 *
 * @param name what C calls the struct; the simple name of the class when it is empty
 * @param packed no alignment, as GCC's `__attribute__((packed))`
 * @param order of the bytes of its numbers; structs inside have their own
 */
public abstract class Layout
    @JvmOverloads
    constructor(
        name: String = "",
        private val packed: Boolean = false,
        private val order: ByteOrder = ByteOrder.nativeOrder(),
    ) : Display {
        private val number = LayoutIds.OF_ALL.next()
        private val structName: String = name.ifEmpty { javaClass.simpleName.ifEmpty { "struct" } }

        private val placer = Placer(packed)
        private val declared = LinkedHashMap<String, Field>()
        private val paths = FieldPaths(this)
        private var settled = false

        // Functions and not properties, so that a field of the struct can have these names, too.

        /** What C calls the struct. */
        public fun name(): String = structName

        /** Bytes of one struct: `sizeof`. */
        public fun sizeBytes(): Int = placer.sizeBytes

        /** What its address is a multiple of in C: `alignof`. */
        public fun alignment(): Int = placer.alignment

        /** The fields in order. */
        @Synchronized
        public fun fields(): List<Field> = declared.values.toList()

        /** See [LayoutIds]. */
        @JvmSynthetic
        internal fun id(): LayoutId = number

        @JvmSynthetic
        internal fun declared(name: String): Field? = declared[name]

        @JvmSynthetic
        @Synchronized
        internal fun add(
            name: String,
            type: FieldType,
            count: Int? = null,
        ): Field {
            requireUnsettled()
            requireName(name)
            require(count == null || count > 0) { "array \"$name\" of layout \"$structName\" has no $count elements" }
            val place =
                try {
                    place(name, type, count)
                } catch (e: IllegalArgumentException) {
                    throw IllegalArgumentException("layout \"$structName\" cannot take \"$name\": ${e.message}", e)
                }
            return type.handle(place).also { declared[name] = it }
        }

        private fun place(
            name: String,
            type: FieldType,
            count: Int?,
        ): Place {
            if (type is FieldType.Bits) {
                val bit = placer.place(type)
                return Place(this, name, (bit / Byte.SIZE_BITS).toInt(), (bit % Byte.SIZE_BITS).toInt())
            }
            return Place(this, name, placer.place(type, count ?: 1), count = count ?: Place.NO_ARRAY)
        }

        private fun requireName(name: String) {
            require(
                NAME.matches(name),
            ) { "\"$name\" cannot name a field of layout \"$structName\": it is no C identifier" }
            require(name !in declared) { "layout \"$structName\" has two fields named \"$name\"" }
        }

        @JvmSynthetic
        internal fun plain(scalar: Scalar): FieldType = FieldType.Plain(scalar, order != ByteOrder.nativeOrder())

        @JvmSynthetic
        internal fun bitsOf(
            width: Int,
            scalar: Scalar,
        ): FieldType {
            require(scalar != Scalar.BOOL) {
                "a bit field of layout \"$structName\" cannot be bool: for C's _Bool x : 1 take type UINT8, in a " +
                    "record @Unsigned @Width(1) byte; it reads as 0 and 1"
            }
            require(scalar.integer) { "a bit field of layout \"$structName\" cannot be $scalar: take an integer type" }
            require(
                width in 1..scalar.sizeBytes * Byte.SIZE_BITS,
            ) { "$scalar of layout \"$structName\" has no bit field of $width bits" }
            return FieldType.Bits(scalar, width, order == ByteOrder.BIG_ENDIAN)
        }

        @JvmSynthetic
        internal fun charsOf(bytes: Int): FieldType {
            require(bytes > 0) { "a char array of layout \"$structName\" cannot have $bytes bytes" }
            return FieldType.Text(bytes)
        }

        @JvmSynthetic
        internal fun structOf(layout: Layout): FieldType {
            require(layout !== this) { "layout \"$structName\" cannot be inside itself" }
            require(layout.fields().isNotEmpty()) { "layout \"${layout.name()}\" has no fields yet" }
            return FieldType.Nested(layout)
        }

        @JvmSynthetic
        @Synchronized
        internal fun skip(bytes: Int) {
            require(bytes > 0) { "padding of $bytes bytes in layout \"$structName\" makes no sense" }
            requireUnsettled()
            placer.skip(bytes)
        }

        /** Takes no more fields from now on: rows, or a struct around, count on where those are that it has. */
        @JvmSynthetic
        @Synchronized
        internal fun settle() {
            settled = true
        }

        private fun requireUnsettled(): Unit =
            check(!settled) {
                "layout \"$structName\" has rows, or is inside another one, and takes no more fields; declare all of them before"
            }

        /** Gives its name to a field that a property is delegated to. */
        protected class Declaration<F : Field> internal constructor(
            private val layout: Layout,
            private val type: FieldType,
            private val count: Int?,
        ) {
            @Suppress("UNCHECKED_CAST") // The type's handle is of this class: the functions below pair them.
            public operator fun provideDelegate(
                layout: Any?,
                property: KProperty<*>,
            ): F = this.layout.add(property.name, type, count) as F
        }

        private fun <F : Field> declare(
            scalar: Scalar,
            count: Int? = null,
        ) = Declaration<F>(this, plain(scalar), count)

        protected fun int8(): Declaration<IntField> = declare(Scalar.INT8)

        protected fun int8(count: Int): Declaration<IntField> = declare(Scalar.INT8, count)

        protected fun uint8(): Declaration<IntField> = declare(Scalar.UINT8)

        protected fun uint8(count: Int): Declaration<IntField> = declare(Scalar.UINT8, count)

        protected fun int16(): Declaration<IntField> = declare(Scalar.INT16)

        protected fun int16(count: Int): Declaration<IntField> = declare(Scalar.INT16, count)

        protected fun uint16(): Declaration<IntField> = declare(Scalar.UINT16)

        protected fun uint16(count: Int): Declaration<IntField> = declare(Scalar.UINT16, count)

        protected fun int32(): Declaration<IntField> = declare(Scalar.INT32)

        protected fun int32(count: Int): Declaration<IntField> = declare(Scalar.INT32, count)

        protected fun uint32(): Declaration<LongField> = declare(Scalar.UINT32)

        protected fun uint32(count: Int): Declaration<LongField> = declare(Scalar.UINT32, count)

        protected fun int64(): Declaration<LongField> = declare(Scalar.INT64)

        protected fun int64(count: Int): Declaration<LongField> = declare(Scalar.INT64, count)

        protected fun uint64(): Declaration<LongField> = declare(Scalar.UINT64)

        protected fun uint64(count: Int): Declaration<LongField> = declare(Scalar.UINT64, count)

        protected fun float32(): Declaration<FloatField> = declare(Scalar.FLOAT32)

        protected fun float32(count: Int): Declaration<FloatField> = declare(Scalar.FLOAT32, count)

        protected fun float64(): Declaration<DoubleField> = declare(Scalar.FLOAT64)

        protected fun float64(count: Int): Declaration<DoubleField> = declare(Scalar.FLOAT64, count)

        protected fun bool(): Declaration<BooleanField> = declare(Scalar.BOOL)

        protected fun bool(count: Int): Declaration<BooleanField> = declare(Scalar.BOOL, count)

        /** A bit field of so many bits, in C `unsigned x : width` or that of another integer type. */
        protected fun bits(
            width: Int,
            type: Scalar = Scalar.UINT32,
        ): Declaration<LongField> = Declaration(this, bitsOf(width, type), null)

        /** A char array of so many bytes, which holds UTF-8. */
        protected fun chars(bytes: Int): Declaration<TextField> = Declaration(this, charsOf(bytes), null)

        /** A struct inside this one. */
        protected fun struct(layout: Layout): Declaration<StructField> =
            Declaration(this, structOf(layout), null)

        /** An array of structs inside this one. */
        protected fun struct(
            layout: Layout,
            count: Int,
        ): Declaration<StructField> = Declaration(this, structOf(layout), count)

        /** Leaves so many bytes without a name. */
        protected open fun padding(bytes: Int): Layout {
            skip(bytes)
            return this
        }

        /**
         * Finds a field: `hint`, `pos.x`, `samples[3]`, `cpus[2].name`.
         *
         * @throws IllegalArgumentException when there is none; the message names the nearest
         */
        public fun field(path: String): Field = paths.find(path)

        /** Finds a field that an `int` can hold; as [field], and an [IllegalArgumentException] when it is of another type. */
        public fun intField(path: String): IntField = paths.find(path, IntField::class.java)

        /** Finds a field that takes a `long`; as [intField]. */
        public fun longField(path: String): LongField = paths.find(path, LongField::class.java)

        /** Finds a `float32`; as [intField]. */
        public fun floatField(path: String): FloatField = paths.find(path, FloatField::class.java)

        /** Finds a `float64`; as [intField]. */
        public fun doubleField(path: String): DoubleField = paths.find(path, DoubleField::class.java)

        /** Finds a boolean; as [intField]. */
        public fun booleanField(path: String): BooleanField = paths.find(path, BooleanField::class.java)

        /** Finds a char array; as [intField]. */
        public fun textField(path: String): TextField = paths.find(path, TextField::class.java)

        /** Finds a struct; as [intField]. */
        public fun structField(path: String): StructField = paths.find(path, StructField::class.java)

        /** Where every field is, how large it is, and what is unused between them. */
        public fun report(): LayoutReport = LayoutReport(this)

        override fun text(): String = report().text()

        override fun html(): String = report().html()

        override fun toString(): String = text()

        private companion object {
            val NAME = Regex("[A-Za-z_][A-Za-z0-9_]*")
        }
    }
