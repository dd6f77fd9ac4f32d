package dev.shmkit.notebooks.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Executes a notebook with nbconvert and our kernels, without installing them for the user. Bounded: a cell may take two
 * minutes, a notebook ten, and neither nbconvert nor a kernel outlives this process.
 */
final class NotebookRun {
    private static final String CELL_TIMEOUT = "--ExecutePreprocessor.timeout=120";
    private static final long MINUTES = 10;
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final Path notebook;
    private final Path nbconvert;

    private NotebookRun(Path notebook, Path nbconvert) {
        this.notebook = notebook;
        this.nbconvert = nbconvert;
    }

    static NotebookRun of(Path notebook) {
        if (!Files.isRegularFile(notebook)) {
            throw new IllegalArgumentException("cannot run %s: there is no such file".formatted(notebook));
        }
        if (!notebook.toString().endsWith(".ipynb")) {
            throw new IllegalArgumentException("cannot run %s: a notebook's name ends with .ipynb".formatted(notebook));
        }
        requireKernel(notebook);
        return new NotebookRun(notebook, nbconvert());
    }

    /** Before Jupyter is started, which would say it in many words. */
    private static void requireKernel(Path notebook) {
        String kernel = NotebookFile.read(notebook).kernel();
        int java = Runtime.version().feature();
        if (java != KernelSpecs.KOTLIN_KERNEL_JAVA && kernel.equals("shmkit-kotlin")) {
            throw new IllegalStateException("cannot run %s: the Kotlin kernel runs on Java %d only, this is Java %d"
                    .formatted(notebook, KernelSpecs.KOTLIN_KERNEL_JAVA, java));
        }
    }

    private static Path nbconvert() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                // Debian's first: another one may run with a python that does not find Debian's modules.
                .sorted(Comparator.comparing(folder -> !folder.equals("/usr/bin")))
                .map(folder -> Path.of(folder, "jupyter-nbconvert"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no jupyter-nbconvert; install it with"
                        + " 'apt-get install jupyter-nbconvert jupyter-client' or 'pip install nbconvert'"));
    }

    /**
     * Executes it and writes it with its outputs, as a notebook and as HTML. One that fails is written, too, with the outputs so
     * far, but not over itself.
     *
     * @param directory where to, or null for the notebook's own place
     * @param told is given what was written, a line each
     */
    void run(@Nullable Path directory, Consumer<String> told) throws IOException, InterruptedException {
        Path into =
                directory == null ? notebook.toAbsolutePath().resolveSibling("") : Files.createDirectories(directory);
        Path executed = into.resolve(notebook.getFileName());
        Path data = Files.createTempDirectory("shm-notebook");
        try {
            KernelSpecs.unwatched(data).install();
            OutputsSoFar soFar = OutputsSoFar.in(data);
            try {
                execute(data, soFar, into);
            } catch (NotebookFailure failure) {
                writeSoFar(data, soFar, executed, told, failure);
                throw failure;
            }
            writeHtml(data, soFar, executed, told);
        } finally {
            remove(data);
        }
    }

    /**
     * Executes it for what its kernel does meanwhile.
     *
     * @param directory for its outputs
     * @param kotlinOptions of the Kotlin kernel's JVM
     */
    void execute(Path directory, List<String> kotlinOptions) throws IOException, InterruptedException {
        Path data = Files.createDirectories(directory);
        KernelSpecs.unwatched(data, kotlinOptions).install();
        execute(data, OutputsSoFar.in(data), data);
    }

    private void execute(Path data, OutputsSoFar soFar, Path into) throws IOException, InterruptedException {
        nbconvert(data, soFar, "--to", "notebook", "--execute", CELL_TIMEOUT, "--output-dir", into, notebook);
    }

    private void writeSoFar(
            Path data, OutputsSoFar soFar, Path executed, Consumer<String> told, NotebookFailure failure)
            throws InterruptedException {
        try {
            if (soFar.write(notebook, executed)) {
                writeHtml(data, soFar, executed, told);
            }
        } catch (IOException e) {
            // What failed first is what there is to say.
            failure.addSuppressed(e);
        }
    }

    private void writeHtml(Path data, OutputsSoFar soFar, Path executed, Consumer<String> told)
            throws IOException, InterruptedException {
        told.accept("wrote " + executed);
        nbconvert(
                data,
                soFar,
                "--to",
                "html",
                "--output-dir",
                executed.toAbsolutePath().resolveSibling(""),
                executed);
        told.accept("wrote " + executed.toString().replaceAll("\\.ipynb$", ".html"));
    }

    private void nbconvert(Path data, OutputsSoFar soFar, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(withThisThread());
        command.add(nbconvert.toString());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Path log = data.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JUPYTER_PATH", data.toString());
        soFar.configure(builder.environment());
        Process process = builder.start();
        Thread killer = new Thread(() -> kill(process), "ends nbconvert");
        Runtime.getRuntime().addShutdownHook(killer);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("%s took more than %d minutes".formatted(notebook, MINUTES));
            }
            if (process.exitValue() != 0) {
                throw NotebookFailure.of(notebook, Files.readString(log), soFar.errors());
            }
        } finally {
            kill(process);
            Runtime.getRuntime().removeShutdownHook(killer);
        }
    }

    /**
     * What makes a command end with the thread that starts it, which is the main one: also when this process is killed and can do
     * nothing itself. Only where util-linux is.
     */
    static List<String> withThisThread() {
        return Files.isExecutable(SETPRIV) ? List.of(SETPRIV.toString(), "--pdeathsig", "KILL") : List.of();
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
