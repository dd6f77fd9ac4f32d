package dev.shmkit.jmx.internal.access;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.AccessController;
import java.security.Principal;
import java.util.Optional;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** On whose behalf the calling thread of the connector works. */
final class CurrentUser {
    /** {@code Subject.current()}, which came with JDK 18 and alone works from 24 on. */
    private static final @Nullable MethodHandle CURRENT = current();

    private CurrentUser() {}

    private static @Nullable MethodHandle current() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(Subject.class, "current", MethodType.methodType(Subject.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** The name that the user logged in with; empty where no password is asked for, and when the connector itself calls. */
    static Optional<String> name() {
        return Optional.ofNullable(subject())
                .flatMap(subject -> subject.getPrincipals(JMXPrincipal.class).stream()
                        .map(Principal::getName)
                        .findFirst());
    }

    @SuppressWarnings("removal") // The only way on JDK 17.
    private static @Nullable Subject subject() {
        if (CURRENT == null) {
            return Subject.getSubject(AccessController.getContext());
        }
        try {
            return (Subject) CURRENT.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
