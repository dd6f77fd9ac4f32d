package dev.shmkit.dsl.display

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import org.junit.jupiter.params.provider.ValueSource
import java.util.Locale

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource(
        "0, 0",
        "4096, 4096",
        "64 B, 64",
        "4 KiB, 4096",
        "4kib, 4096",
        "' 1.5 GiB ', 1610612736",
        "64 MiB, 67108864",
        "64MB, 64000000",
        "64mb, 64000000",
        "4 kB, 4000",
        "2 TiB, 2199023255552",
        "7 EiB, 8070450532247928832",
    )
    fun shouldReadSizesAsPeopleWriteThem(
        text: String,
        bytes: Long,
    ) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes)
    }

    @ParameterizedTest
    @ValueSource(strings = ["", "KiB", "-1", "4 XiB", "4 K", "four", "1e3", "0.3 B", "9000000 TiB", "8 EiB"])
    fun shouldRefuseWhatIsNoSizeAndSayHowToWriteOne(text: String) {
        assertThatThrownBy { ByteSize.parse(text) }
            .isInstanceOf(IllegalArgumentException::class.java)
            .hasMessageContaining("\"$text\"")
    }

    @ParameterizedTest
    @ValueSource(strings = ["4 Kb", "64Mb", "1 Gb", "1 Tb"])
    fun shouldRefuseUnitsOfBits(text: String) {
        assertThatThrownBy { ByteSize.parse(text) }
            .isInstanceOf(IllegalArgumentException::class.java)
            .hasMessageContainingAll("\"$text\" may mean bits", "iB for multiples of 1024 bytes")
    }

    @Test
    fun shouldWriteSizesInTheLargestUnitThatFits() {
        assertThat(listOf(1L, 1023L, 4096L, 1536L, 3L shl 30, 1L shl 50).map(ByteSize::format))
            .containsExactly("1 B", "1023 B", "4 KiB", "1.5 KiB", "3 GiB", "1 PiB")
    }

    @Test
    fun shouldWriteSizesThatItReadsInEveryLocale() {
        val usual = Locale.getDefault()
        try {
            for (tag in listOf("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag))
                assertThat(ByteSize.format(1536L shl 20)).`as`(tag).isEqualTo("1.5 GiB")
                assertThat(ByteSize.parse("1.5 gib")).`as`(tag).isEqualTo(1536L shl 20)
                val dump = HexdumpView("dump", ByteArray(17) { 0x1f }, 0, null)
                assertThat(dump.html()).`as`(tag).contains(">00000010</span>").contains("1f")
            }
        } finally {
            Locale.setDefault(usual)
        }
    }
}
