package dev.shmkit.dsl.display

/** Makes text from shared memory harmless for a terminal and for a page. */
internal object Printable {
    /** Codes that reorder the text around them, so that what is read is not what is there. */
    private val REORDERING = setOf(0x200e, 0x200f) + (0x202a..0x202e) + (0x2066..0x2069)

    /** The text with `?` for control characters, halves of surrogate pairs and marks that reorder text. */
    fun of(text: String): String {
        if (text.all { it in ' '..'~' }) return text
        val safe = StringBuilder(text.length)
        text.codePoints().forEach { safe.appendCodePoint(if (harmful(it)) '?'.code else it) }
        return safe.toString()
    }

    private fun harmful(code: Int) =
        Character.isISOControl(code) || code in 0xd800..0xdfff || code in 0xfffe..0xffff || code in REORDERING ||
            code in 0x2028..0x2029

    /** The printable text with HTML's five special characters as references: for element content and quoted attributes. */
    fun html(text: String): String =
        of(text)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;")

    /** How many columns the text takes in a terminal, as far as one code point is one column. */
    fun columns(text: String): Int = text.codePointCount(0, text.length)

    /** The text in at most so many columns: its middle gives way to `…`. */
    fun shortened(
        text: String,
        columns: Int,
    ): String {
        val length = columns(text)
        if (length <= columns) return text
        if (columns <= 1) return "…".take(columns)
        val head = (columns - 1) - (columns - 1) / 2
        val tail = (columns - 1) / 2
        val headEnd = text.offsetByCodePoints(0, head)
        val tailStart = text.offsetByCodePoints(text.length, -tail)
        return text.substring(0, headEnd) + "…" + text.substring(tailStart)
    }
}
