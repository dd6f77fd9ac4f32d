package dev.shmkit.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the jars that a script depends on were when it was compiled, kept beside what it was compiled to: when one of them has
 * been moved or built again, that is out of date. A line each.
 */
final class ScriptDependencies {
    private static final String LIST = "script.jar.dependencies";

    private ScriptDependencies() {}

    static void keep(List<Path> classPath, Path folder) throws IOException {
        Files.write(folder.resolve(LIST), states(classPath));
    }

    /** True when each of them is as it was. */
    static boolean unchanged(List<Path> classPath, Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(LIST)).equals(states(classPath));
    }

    private static List<String> states(List<Path> classPath) throws IOException {
        List<String> states = new ArrayList<>();
        for (Path entry : classPath) {
            states.add(ScriptCache.state(entry));
        }
        return states;
    }
}
