package dev.shmkit.jmx.internal.access;

import dev.shmkit.jmx.internal.files.SecretFile;
import dev.shmkit.jmx.internal.files.UserFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who has which role. Immutable. */
public final class Roles {
    private static final String CONTROL_USER = "control";

    private final Optional<Map<String, Role>> listed;

    private Roles(Optional<Map<String, Role>> listed) {
        this.listed = listed;
    }

    /**
     * Reads an access file; a user that it does not list has no role.
     *
     * @throws IllegalArgumentException when the file is not readable, others can write it, or it names another role
     */
    public static Roles read(Optional<Path> accessFile) {
        return new Roles(accessFile.map(Roles::listed));
    }

    private static Map<String, Role> listed(Path file) {
        Map<String, Role> roles = new HashMap<>();
        UserFile.parse(SecretFile.publicLines(file), file).forEach((user, text) -> roles.put(user, role(text, file)));
        return roles;
    }

    private static Role role(String text, Path file) {
        return Role.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s: \"%s\" is no role; write monitor or control".formatted(file, text)));
    }

    /** The role of a user; empty for who did not log in, where nobody has to, and for the connector's own calls. */
    Role of(Optional<String> user) {
        return user.map(this::of).orElse(Role.MONITOR);
    }

    private Role of(String user) {
        return listed.map(roles -> roles.getOrDefault(user, Role.NOBODY))
                .orElse(user.equals(CONTROL_USER) ? Role.CONTROL : Role.MONITOR);
    }
}
