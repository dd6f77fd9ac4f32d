package dev.shmkit.dsl.layout.internal

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.math.BigInteger
import kotlin.random.Random

class CutTest {
    @Test
    fun shouldCutEveryPartOfANumberAndPutItBack() {
        val seed = System.nanoTime()
        val random = Random(seed)
        for (width in 1..Long.SIZE_BITS) {
            for (below in 0..Long.SIZE_BITS - width) {
                val cut = Cut.of(below, width)
                val unit = random.nextLong()
                val part = unsigned(unit).shiftRight(below).mod(BigInteger.ONE.shiftLeft(width))
                val about = "seed $seed, $width bits above $below of ${unit.toString(16)}"
                assertThat(unsigned(cut.unsigned(unit))).`as`(about).isEqualTo(part)
                assertThat(unsigned((unit ushr cut.below) and cut.mask)).`as`(about).isEqualTo(part)
                val sign = if (part.testBit(width - 1)) BigInteger.ONE.shiftLeft(width) else BigInteger.ZERO
                assertThat(cut.signed(unit)).`as`(about).isEqualTo(part.subtract(sign).longValueExact())
                val other = random.nextLong()
                val replaced = cut.replaced(unit, other)
                assertThat(cut.unsigned(replaced)).`as`(about).isEqualTo(other and cut.mask)
                assertThat(replaced xor unit and (cut.mask shl below).inv()).`as`(about).isZero()
            }
        }
    }

    private fun unsigned(bits: Long) = Numbers.unsigned(bits)
}
