package dev.shmkit.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Copies of the files that a script imports, kept beside what it was compiled to: when one of them differs from the file that
 * is there now, that is out of date. Paths are kept relative to the script: another one of the same text may stand beside
 * other files.
 */
final class ScriptImports {
    /** What the compiler writes: the path of each imported file, a line each. */
    private static final String LIST = "script.jar.imports";

    private static final String COPY = "import-";

    private ScriptImports() {}

    /** Keeps what the compiler has just read. */
    static void keep(Path script, Path folder) throws IOException {
        Path list = folder.resolve(LIST);
        List<Path> imported = Files.readAllLines(list).stream().map(Path::of).toList();
        for (int i = 0; i < imported.size(); i++) {
            Files.copy(imported.get(i), folder.resolve(COPY + i));
        }
        Path base = directoryOf(script);
        Files.write(
                list,
                imported.stream()
                        .map(file -> base.relativize(file.toAbsolutePath().normalize())
                                .toString())
                        .toList());
    }

    /** True when each of them is as it was. */
    static boolean unchanged(Path script, Path folder) throws IOException {
        List<Path> imported = of(script, folder);
        for (int i = 0; i < imported.size(); i++) {
            Path file = imported.get(i);
            if (!Files.isRegularFile(file) || Files.mismatch(file, folder.resolve(COPY + i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Where they are. */
    static List<Path> of(Path script, Path folder) throws IOException {
        Path base = directoryOf(script);
        return Files.readAllLines(folder.resolve(LIST)).stream()
                .map(base::resolve)
                .map(Path::normalize)
                .toList();
    }

    private static Path directoryOf(Path script) {
        return script.toAbsolutePath().normalize().resolveSibling("");
    }
}
