package dev.shmkit.notebooks.command;

import dev.shmkit.RegionNotFoundException;
import dev.shmkit.SharedMemory;
import dev.shmkit.ShmException;
import dev.shmkit.internal.text.OneLine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the Kotlin kernel and its compiler in a file that the JVM maps, instead of reading 14,000 of them from jars: half
 * of the time to a first cell's result. Made once for a JVM and a class path, where the launcher says; elsewhere there is none.
 */
final class KotlinArchive {
    /** A folder that the launcher names. */
    private static final String PROPERTY = "shmkit.kotlin.archives";

    private static final String PREFIX = "kotlin-kernel-";
    private static final String SUFFIX = ".jsa";
    private static final Pattern HALF_MADE = Pattern.compile(".*\\.jsa\\.([0-9]{1,9})");
    private static final int MINUTES = 5;
    private static final int CELL_SECONDS = 120;

    /** Of this JVM: what its name begins with. Others may be another JVM's. */
    private static final String OWN = PREFIX + Integer.toHexString(java().hashCode()) + "-";

    private final Path file;
    private final String classPath;

    private KotlinArchive(Path file, String classPath) {
        this.file = file;
        this.classPath = classPath;
    }

    /** The one for the kernel and the JVM that the launcher names, there or not; empty where archives have no place. */
    static Optional<KotlinArchive> ofKernel() {
        @Nullable String folder = System.getProperty(PROPERTY);
        @Nullable String classPath = KernelSpecs.kotlinClassPath();
        if (folder == null || classPath == null) {
            return Optional.empty();
        }
        int version = Objects.hash(Runtime.version().toString(), stamps(classPath));
        Path file = Path.of(folder, OWN + Integer.toHexString(version) + SUFFIX);
        return Optional.of(new KotlinArchive(file, classPath));
    }

    /** A JVM refuses an archive when a jar is another by now, without a word: so its name is another, too. */
    private static String stamps(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(jar -> jar + new File(jar).lastModified())
                .collect(Collectors.joining());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Makes a JVM use it, if it is there. A JVM that cannot goes on without it. */
    List<String> options() {
        return Files.exists(file)
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of();
    }

    /**
     * Makes it, unless it is there, by a notebook of one cell that shows which classes are used.
     *
     * @param told is given what it is doing, as it takes a while, and why there is none afterwards, if so
     */
    void make(Consumer<String> told) throws InterruptedException {
        if (Files.exists(file) || !hasPlace()) {
            return;
        }
        told.accept("shm: getting the Kotlin kernel ready, this takes half a minute …");
        Path made = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try (WorkFolder work = WorkFolder.create()) {
                dump(work, listClasses(work), made);
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
                removeOthers();
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException | IllegalStateException | ShmException e) {
            told.accept("shm: the Kotlin kernel may take longer to start than it could: " + OneLine.of(e, "write to"));
        }
    }

    /** A checkout may be another user's. */
    private boolean hasPlace() {
        try {
            return Files.isWritable(Files.createDirectories(file.resolveSibling("")));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path listClasses(WorkFolder work) throws IOException, InterruptedException {
        String key = "/shmkit-kernel-" + ProcessHandle.current().pid();
        work.atLast(() -> removeRegion(key));
        Path classes = work.path().resolve("classes");
        Path notebook = Files.writeString(work.path().resolve("first.ipynb"), """
                {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source":
                  "shm(\\"%s\\").size(64).temporary().withLock { getLong(0) }"}],
                 "metadata": {"kernelspec": {"name": "shmkit-kotlin", "display_name": "Kotlin", "language": "kotlin"}},
                 "nbformat": 4, "nbformat_minor": 4}
                """.formatted(key));
        NotebookRun.of(notebook, CELL_SECONDS).execute(work, List.of("-XX:DumpLoadedClassList=" + classes));
        return classes;
    }

    /** The kernel removes it as it ends, unless it is ended. */
    private static void removeRegion(String key) {
        try {
            SharedMemory.unlink(key);
        } catch (RegionNotFoundException e) {
            // As it should be.
        }
    }

    private void dump(WorkFolder work, Path classes, Path archive) throws IOException, InterruptedException {
        ProcessBuilder dump = new ProcessBuilder(
                java(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                classPath);
        Process process = work.start(dump.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD));
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (ended && process.exitValue() > WorkFolder.SIGNALLED && work.stopped()) {
            throw new StoppedException();
        }
        if (!ended || process.exitValue() != 0) {
            throw new IOException("its archive of classes could not be made");
        }
    }

    /** Earlier ones of this JVM, and what one that was ended left half made. A kernel that has mapped one keeps it. */
    private void removeOthers() throws IOException {
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            for (Path other : files.filter(this::replaced).toList()) {
                Files.deleteIfExists(other);
            }
        }
    }

    private boolean replaced(Path other) {
        String name = other.getFileName().toString();
        Matcher halfMade = HALF_MADE.matcher(name);
        return name.startsWith(OWN)
                && !other.equals(file)
                && (!halfMade.matches()
                        || ProcessHandle.of(Long.parseLong(halfMade.group(1))).isEmpty());
    }
}
