package dev.shmkit.cli.run;

import dev.shmkit.cli.run.failure.ScriptFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiled scripts in the user's cache directory, a folder each. Its name is a digest of the script's name and text, the class
 * path and the compiler. Entries that nobody has used for a month go.
 */
final class ScriptCache {
    private static final Duration UNUSED = Duration.ofDays(30);

    private ScriptCache() {}

    /** Fills a new folder with what a script compiles to. */
    interface Compiler {
        void compile(Path script, Path folder) throws IOException, InterruptedException, ScriptFailedException;
    }

    /**
     * Gives the folder of a compiled script, compiling it when there is none.
     *
     * @param version everything about the compiler that what it makes may depend on
     */
    static Path compiled(Path script, String version, Compiler compiler)
            throws IOException, InterruptedException, ScriptFailedException {
        Path cache = directory();
        Path entry = cache.resolve(digest(script, version));
        if (use(entry)) {
            return entry;
        }
        Files.createDirectories(cache);
        removeUnused(cache);
        Path started = Files.createTempDirectory(cache, "new-");
        try {
            compiler.compile(script, started);
            name(started, entry);
        } catch (IOException | InterruptedException | ScriptFailedException | RuntimeException e) {
            remove(started);
            throw e;
        }
        return entry;
    }

    private static void name(Path started, Path entry) throws IOException {
        try {
            Files.move(started, entry);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(entry)) {
                throw e;
            }
            // Somebody else compiled the same script meanwhile. Linux has several errors for that.
            remove(started);
        }
    }

    /** Another run may remove the entry just now, because nobody has used it for so long. */
    private static boolean use(Path entry) throws IOException {
        try {
            Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Path directory() {
        Map<String, String> environment = System.getenv();
        String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        Path base = configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".cache");
        return base.resolve("shmkit/scripts");
    }

    private static String digest(Path script, String version) throws IOException {
        MessageDigest digest = sha256();
        StringBuilder facts = new StringBuilder(script.getFileName().toString())
                .append('\n')
                .append(version)
                .append('\n')
                .append(Runtime.version())
                .append('\n');
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            facts.append(entry).append(' ').append(state(Path.of(entry))).append('\n');
        }
        digest.update(facts.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(script));
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /** What changes with a jar or a directory of classes; empty for what is not there. */
    static String state(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return Files.exists(entry) ? Files.size(entry) + "@" + Files.getLastModifiedTime(entry) : "";
        }
        try (Stream<Path> files = Files.walk(entry)) {
            List<Path> classes = files.filter(Files::isRegularFile).toList();
            long newest = 0;
            for (Path file : classes) {
                newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
            }
            return classes.size() + "@" + newest;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Other runs do the same meanwhile, or give what they have compiled its name: what has vanished is none of ours. */
    static void removeUnused(Path cache) throws IOException {
        Instant limit = Instant.now().minus(UNUSED);
        try (Stream<Path> entries = Files.list(cache)) {
            for (Path entry : entries.toList()) {
                if (lastUse(entry).filter(limit::isAfter).isPresent()) {
                    remove(entry);
                }
            }
        }
    }

    private static Optional<Instant> lastUse(Path entry) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(entry).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes a folder and everything in it, also when somebody else removes it at the same time. */
    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // It has gone.
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e.getCause();
            }
        }
    }
}
