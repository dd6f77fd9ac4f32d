package dev.shmkit.cli.look;

/** How keys are laid out in lists. They are copied from there, so that none is shortened where there is no screen to fit. */
public final class KeyColumn {
    /** Longer ones stand out of their column, or each of them would widen every row. */
    public static final int MOST_COLUMNS = 60;

    private KeyColumn() {}
}
