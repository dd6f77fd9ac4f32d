package dev.shmkit.internal.text;

import org.jspecify.annotations.Nullable;

/** What {@code --version} prints. */
public final class ShmkitVersion {
    private ShmkitVersion() {}

    /** Such as {@code shmkit 0.1.0 (Java 17.0.15)}; classes that are in no jar have no version. */
    public static String text() {
        @Nullable String version = ShmkitVersion.class.getPackage().getImplementationVersion();
        return "shmkit %s (Java %s)"
                .formatted(version == null ? "development" : version, System.getProperty("java.version"));
    }
}
