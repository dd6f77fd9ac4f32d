package dev.shmkit.cli.run;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import dev.shmkit.cli.run.failure.ScriptFailedException;
import dev.shmkit.cli.run.failure.ScriptPlace;
import dev.shmkit.cli.run.failure.ThrownPlace;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A Java program of one file, as {@code java FILE} runs it: its first class is the main class, whatever its name. Unlike
 * there, what is wrong is said in one line, and what was compiled is kept.
 */
final class JavaProgram {
    private static final String CLASSES = "classes";
    private static final String MAIN_CLASS = "main-class";

    private final String name;
    private final Path folder;

    private JavaProgram(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    static JavaProgram compile(Path source) throws IOException, InterruptedException, ScriptFailedException {
        return new JavaProgram(
                source.getFileName().toString(), ScriptCache.compiled(source, "javac", JavaProgram::compile));
    }

    private static void compile(Path source, Path folder) throws IOException, ScriptFailedException {
        @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new ScriptFailedException("cannot run %s: this Java has no compiler; use a JDK".formatted(source));
        }
        String text = ScriptSource.decode(source.toString(), Files.readAllBytes(source));
        Path classes = Files.createDirectory(folder.resolve(CLASSES));
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
            List<JavaSource> sources = new ArrayList<>();
            files.getJavaFileObjects(source).forEach(file -> sources.add(new JavaSource(file, text)));
            JavacTask task = (JavacTask) compiler.getTask(null, files, problems, options, null, sources);
            String main = mainClass(source, task.parse());
            task.analyze();
            task.generate();
            refuse(source, problems.getDiagnostics());
            Files.writeString(folder.resolve(MAIN_CLASS), main);
        }
    }

    private static String mainClass(Path source, Iterable<? extends CompilationUnitTree> units) {
        for (CompilationUnitTree unit : units) {
            String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
            for (var type : unit.getTypeDecls()) {
                if (type instanceof ClassTree first) {
                    return prefix + first.getSimpleName();
                }
            }
        }
        return source.getFileName().toString();
    }

    private static void refuse(Path source, List<Diagnostic<? extends JavaFileObject>> problems)
            throws ScriptFailedException {
        List<String> errors = problems.stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(error -> describe(source, error))
                .toList();
        if (!errors.isEmpty()) {
            throw ScriptFailedException.uncompiled(errors);
        }
    }

    private static String describe(Path source, Diagnostic<?> error) {
        String message = error.getMessage(Locale.ROOT).replaceAll("\\s*\\R\\s*", "; ");
        return "%s:%d: error: %s".formatted(source.getFileName(), Math.max(1, error.getLineNumber()), message);
    }

    /** Finds its lines in exceptions. */
    ThrownPlace place() {
        return new ScriptPlace(List.of(Path.of(name)));
    }

    /** Runs the main method. */
    void run(List<String> args) throws IOException, ReflectiveOperationException, ScriptFailedException {
        URL[] urls = {folder.resolve(CLASSES).toUri().toURL()};
        URLClassLoader loader = new URLClassLoader(urls, JavaProgram.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> main = loadMain(loader);
        Method method = mainMethod(main);
        try {
            @Nullable Object instance = Modifier.isStatic(method.getModifiers()) ? null : newInstance(main);
            Object[] arguments =
                    method.getParameterCount() == 0 ? new Object[0] : new Object[] {args.toArray(String[]::new)};
            method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw ScriptFailedException.thrown(place(), Objects.requireNonNull(e.getCause()));
        } catch (Error e) {
            // From the static initialiser of the main class, which runs before any of its methods does.
            throw ScriptFailedException.thrown(place(), e);
        }
    }

    private Class<?> loadMain(ClassLoader loader) throws IOException, ScriptFailedException {
        String main = Files.readString(folder.resolve(MAIN_CLASS));
        try {
            return loader.loadClass(main);
        } catch (ClassNotFoundException e) {
            throw new ScriptFailedException("%s:1: error: there is no class in this file".formatted(name));
        }
    }

    private static Object newInstance(Class<?> main) throws ReflectiveOperationException {
        var constructor = main.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /** {@code main(String[])}, or since Java 25 {@code main()}; neither needs to be static there. */
    private Method mainMethod(Class<?> main) throws ScriptFailedException {
        for (Class<?>[] parameters : new Class<?>[][] {{String[].class}, {}}) {
            try {
                Method method = main.getDeclaredMethod("main", parameters);
                method.setAccessible(true);
                return method;
            } catch (NoSuchMethodException e) {
                // The next form, or none.
            }
        }
        throw new ScriptFailedException(
                "%s:1: error: its first class, %s, has no main method".formatted(name, main.getName()));
    }
}
