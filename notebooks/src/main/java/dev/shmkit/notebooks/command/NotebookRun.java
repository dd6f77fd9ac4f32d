package dev.shmkit.notebooks.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Executes a notebook with nbconvert and our kernels, without installing them for the user. Bounded: a notebook may take five
 * times as long as a cell, and neither nbconvert nor a kernel outlives this process.
 */
final class NotebookRun {
    static final String CELL_SECONDS = "120";

    private static final int CELLS = 5;
    private static final int HTML_SECONDS = 120;
    private static final int ENDING_SECONDS = 10;
    private static final Pattern GLOB = Pattern.compile("[*?\\[]");

    private final Path notebook;
    private final Path nbconvert;
    private final int cellSeconds;

    private NotebookRun(Path notebook, Path nbconvert, int cellSeconds) {
        this.notebook = notebook;
        this.nbconvert = nbconvert;
        this.cellSeconds = cellSeconds;
    }

    static NotebookRun of(Path notebook, int cellSeconds) {
        if (!Files.isRegularFile(notebook)) {
            throw new IllegalArgumentException("cannot run %s: there is no such file".formatted(notebook));
        }
        if (!notebook.toString().endsWith(".ipynb")) {
            throw new IllegalArgumentException("cannot run %s: a notebook's name ends with .ipynb".formatted(notebook));
        }
        requireKernel(notebook);
        return new NotebookRun(notebook, nbconvert(), cellSeconds);
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
        try (WorkFolder work = WorkFolder.create()) {
            KernelSpecs.unwatched(work.path()).install();
            OutputsSoFar soFar = OutputsSoFar.in(work.path());
            try {
                execute(work, soFar, into);
            } catch (NotebookFailure failure) {
                writeSoFar(work, soFar, executed, told, failure);
                throw failure;
            }
            writeHtml(work, soFar, executed, told);
        }
    }

    /**
     * Executes it for what its kernel does meanwhile.
     *
     * @param kotlinOptions of the Kotlin kernel's JVM
     */
    void execute(WorkFolder work, List<String> kotlinOptions) throws IOException, InterruptedException {
        KernelSpecs.unwatched(work.path(), kotlinOptions).install();
        execute(
                work,
                OutputsSoFar.in(work.path()),
                Files.createDirectory(work.path().resolve("executed")));
    }

    private void execute(WorkFolder work, OutputsSoFar soFar, Path into) throws IOException, InterruptedException {
        String timeout = "--ExecutePreprocessor.timeout=" + cellSeconds;
        int seconds = CELLS * cellSeconds;
        nbconvert(
                work,
                soFar,
                seconds,
                "--to",
                "notebook",
                "--execute",
                timeout,
                "--output-dir",
                into,
                pattern(notebook));
    }

    /** nbconvert takes a file's name for a pattern. */
    private static String pattern(Path file) {
        return GLOB.matcher(file.toString()).replaceAll("[$0]");
    }

    private void writeSoFar(
            WorkFolder work, OutputsSoFar soFar, Path executed, Consumer<String> told, NotebookFailure failure)
            throws InterruptedException {
        try {
            if (soFar.write(notebook, executed)) {
                writeHtml(work, soFar, executed, told);
            }
        } catch (IOException e) {
            // What failed first is what there is to say.
            failure.addSuppressed(e);
        }
    }

    private void writeHtml(WorkFolder work, OutputsSoFar soFar, Path executed, Consumer<String> told)
            throws IOException, InterruptedException {
        told.accept("wrote " + executed);
        Path folder = executed.toAbsolutePath().resolveSibling("");
        nbconvert(work, soFar, HTML_SECONDS, "--to", "html", "--output-dir", folder, pattern(executed));
        told.accept("wrote " + executed.toString().replaceAll("\\.ipynb$", ".html"));
    }

    /** Native code of a cell may write there whatever it likes. */
    private static String text(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    private void nbconvert(WorkFolder work, OutputsSoFar soFar, int seconds, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(nbconvert.toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Path log = work.path().resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JUPYTER_PATH", work.path().toString());
        // Where Jupyter writes how a kernel is reached, and leaves it when it is killed.
        builder.environment().put("TMPDIR", work.path().toString());
        soFar.configure(builder.environment());
        Process process = work.start(builder);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                // Then it keeps what there is.
                process.destroy();
                process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS);
                throw NotebookFailure.late(notebook, seconds, text(log));
            }
            if (process.exitValue() > WorkFolder.SIGNALLED && work.stopped()) {
                throw new StoppedException();
            }
            if (process.exitValue() != 0) {
                throw NotebookFailure.of(notebook, text(log), soFar.errors());
            }
        } finally {
            WorkFolder.kill(process);
        }
    }
}
