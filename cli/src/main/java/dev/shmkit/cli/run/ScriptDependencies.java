package dev.shmkit.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the jars that a script depends on were when it was compiled, kept beside what it was compiled to: when one of them has
 * been moved or built again, or is looked for in another place, that is out of date. A line each.
 */
final class ScriptDependencies {
    private static final String LIST = "script.jar.dependencies";

    private static final Pattern NAMING = Pattern.compile("\\b(?:DependsOn|Repository)\\s*\\(([^)]*)\\)");
    /** Neither of the root nor of a repository. */
    private static final Pattern RELATIVE = Pattern.compile("\"[^/\":][^\":]*\"");

    private ScriptDependencies() {}

    /** Where the scripts' dependencies are found: in the working directory, if they name files in it, else the same everywhere. */
    static String place(List<Path> scripts) throws IOException {
        for (Path script : scripts) {
            Matcher naming = NAMING.matcher(Files.readString(script, StandardCharsets.ISO_8859_1));
            while (naming.find()) {
                if (RELATIVE.matcher(naming.group(1)).find()) {
                    return Path.of("").toAbsolutePath().toString();
                }
            }
        }
        return "";
    }

    /** Keeps what the compiler has just found, for the script and the files that it imports. */
    static void keep(List<Path> classPath, List<Path> imported, Path folder) throws IOException {
        Files.write(folder.resolve(LIST), states(classPath, imported));
    }

    /** True when each of them is as it was. */
    static boolean unchanged(List<Path> classPath, List<Path> imported, Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(LIST)).equals(states(classPath, imported));
    }

    private static List<String> states(List<Path> classPath, List<Path> imported) throws IOException {
        List<String> states = new ArrayList<>(List.of(place(imported)));
        for (Path entry : classPath) {
            states.add(ScriptCache.state(entry));
        }
        return states;
    }
}
