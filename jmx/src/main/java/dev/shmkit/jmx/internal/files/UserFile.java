package dev.shmkit.jmx.internal.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a file of users: a name, white space, a value; the JDK's format. */
public final class UserFile {
    private UserFile() {}

    /**
     * Reads lines to a map from user to value.
     *
     * @param source the file's name, for messages
     * @throws IllegalArgumentException when a line is not of that form
     */
    public static Map<String, String> parse(List<String> lines, Object source) {
        Map<String, String> users = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 2);
            if (words.length < 2) {
                throw new IllegalArgumentException(
                        "%s, line %d: write a user, a blank and a value".formatted(source, i + 1));
            }
            users.put(words[0], words[1]);
        }
        return users;
    }
}
