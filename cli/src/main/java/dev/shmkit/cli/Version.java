package dev.shmkit.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code shm --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        String java = "Java " + System.getProperty("java.version");
        return new String[] {"shmkit %s (%s)".formatted(version == null ? "development" : version, java)};
    }
}
