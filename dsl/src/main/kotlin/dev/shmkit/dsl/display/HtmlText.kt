package dev.shmkit.dsl.display

import dev.shmkit.internal.text.Printable

/** Text as HTML takes it. */
internal object HtmlText {
    /** The printable text with HTML's five special characters as references: for content and quoted attributes. */
    fun of(text: String): String =
        Printable
            .of(text)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;")
}
