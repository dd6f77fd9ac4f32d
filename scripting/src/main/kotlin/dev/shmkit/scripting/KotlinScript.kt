package dev.shmkit.scripting

/**
 * What every script extends.
 *
 * @property args the arguments after the script's name
 */
public abstract class KotlinScript(
    public val args: Array<String>,
)
