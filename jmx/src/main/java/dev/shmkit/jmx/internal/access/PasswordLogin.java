package dev.shmkit.jmx.internal.access;

import dev.shmkit.jmx.internal.files.SecretFile;
import dev.shmkit.jmx.internal.files.UserFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Lets users in by the passwords of a file, which is read at each login, so that a change needs no restart. Thread-safe. */
public final class PasswordLogin implements JMXAuthenticator {
    private final Path file;
    private final AuditLog audit;

    /**
     * Reads the file once, so that a file that cannot be used is known at the start.
     *
     * @throws IllegalArgumentException when it is not readable, another user's, open to others, or names no user
     */
    public PasswordLogin(Path file, AuditLog audit) {
        this.file = file;
        this.audit = audit;
        if (passwords().isEmpty()) {
            throw new IllegalArgumentException(
                    "%s names no user, and nobody could log in; write lines of a user, a blank and a password"
                            .formatted(file));
        }
    }

    private Map<String, String> passwords() {
        return UserFile.parse(SecretFile.lines(file), file);
    }

    @Override
    public Subject authenticate(@Nullable Object credentials) {
        if (!(credentials instanceof String[] pair) || pair.length != 2 || pair[0] == null || pair[1] == null) {
            audit.loginRefused("nobody");
            throw new SecurityException("a user and a password are needed");
        }
        @Nullable String expected = passwords().get(pair[0]);
        // Compared in any case, and in constant time: how long it takes tells neither users nor passwords.
        boolean same = MessageDigest.isEqual(bytes(expected == null ? "" : expected), bytes(pair[1]));
        if (expected == null || !same) {
            audit.loginRefused(pair[0]);
            throw new SecurityException("the user or the password is wrong");
        }
        return new Subject(true, Set.of(new JMXPrincipal(pair[0])), Set.of(), Set.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
