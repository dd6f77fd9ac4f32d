package dev.shmkit.internal.memory;

import java.lang.invoke.MethodHandle;

/**
 * How this JDK reads and writes at an address: by its public {@code java.lang.foreign} where that is not in preview and the
 * other way is warned about, which is so from JDK 24 on; before, by {@code sun.misc.Unsafe}. Both are found by reflection, because
 * shmkit is compiled for JDK 17, and neither has all of its handles there.
 */
interface RawAccess {
    int FOREIGN_JAVA = 24;

    /** A handle of {@code (long address) → type}. */
    MethodHandle getter(Class<?> type);

    /** A handle of {@code (long address, type value) → void}. */
    MethodHandle setter(Class<?> type);

    /** The one for this JVM. */
    static RawAccess find() {
        if (Runtime.version().feature() >= FOREIGN_JAVA) {
            try {
                return new ForeignAccess();
            } catch (IllegalCallerException e) {
                // The JVM was told to deny it to us.
            }
        }
        try {
            return new UnsafeAccess();
        } catch (ClassNotFoundException e) {
            return new MissingAccess("rows and columns need the module jdk.unsupported, which this Java does not have: "
                    + "add it to the image, or allow native access on a JDK from " + FOREIGN_JAVA + " on");
        }
    }
}
