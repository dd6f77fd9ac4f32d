package dev.shmkit.dsl.display

import dev.shmkit.internal.text.Counted

/** The number and what it counts: `1 row`, `2 rows`. */
internal fun Number.counted(noun: String): String = Counted.of(toLong(), noun)
