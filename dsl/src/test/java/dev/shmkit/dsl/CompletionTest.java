package dev.shmkit.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the Tab key offers in JShell: Kotlin's internal members are public to Java unless they are marked as synthetic. */
class CompletionTest {
    @Test
    void shouldOfferNoInternalMemberOfAnyPublicClass() throws IOException, URISyntaxException {
        List<Method> offered = publicClasses()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method ->
                        Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .toList();
        assertThat(offered).extracting(Method::getName).contains("withLock", "int32", "column");
        assertThat(offered).filteredOn(method -> method.getName().contains("$")).isEmpty();
    }

    private static Stream<Class<?>> publicClasses() throws IOException, URISyntaxException {
        Path root = Path.of(
                Shm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(CompletionTest::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, CompletionTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
