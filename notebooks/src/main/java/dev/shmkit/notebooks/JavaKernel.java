package dev.shmkit.notebooks;

import dev.shmkit.notebooks.cells.CellFailedException;
import dev.shmkit.notebooks.cells.Cells;
import dev.shmkit.snippets.WarmUp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseKernelBuilder;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

/** A Java kernel for Jupyter: JShell behind the protocol of {@code jjava-jupyter}. Ends when the client that started it does. */
public final class JavaKernel extends BaseKernel {
    private final Cells cells = new Cells();

    /** Not the kernel itself, which its base class holds while it handles a cell: an interrupt would wait for the cell's end. */
    private final Object interrupting = new Object();

    private volatile @Nullable Thread evaluating;

    private JavaKernel(JupyterIO io, MagicsRegistry magics, StringStyler errors) {
        super(
                "shmkit-java",
                System.getProperty("java.version"),
                new LanguageInfo.Builder("java")
                        .version(System.getProperty("java.version"))
                        .mimetype("text/x-java-source")
                        .fileExtension(".jsh")
                        .pygments("java")
                        .codemirror("java")
                        .build(),
                List.of(),
                null,
                io,
                new CommManager(),
                new Renderer(),
                null,
                magics,
                true,
                errors);
    }

    /**
     * Serves one Jupyter client.
     *
     * @param args the connection file
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        ClientWatch.start();
        String connectionFile = Files.readString(Path.of(args[0]), StandardCharsets.UTF_8);
        JupyterConnection connection = new JupyterConnection(KernelConnectionProperties.parse(connectionFile));
        JavaKernel kernel = new Builder().build();
        kernel.becomeHandlerForConnection(connection);
        // First the imports, on this thread: the first cell must not run beside them.
        kernel.onStartup();
        WarmUp.start();
        connection.connect();
        connection.waitUntilClose();
        System.exit(0);
    }

    @Override
    public @Nullable Object evalRaw(String cell) {
        return cells.evaluate(cell);
    }

    /** Showing the value is part of it: it can be interrupted, and what it throws is the cell's failure and not the kernel's. */
    @Override
    public @Nullable DisplayData eval(String cell) {
        evaluating = Thread.currentThread();
        try {
            return super.eval(cell);
        } catch (CellFailedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw CellFailedException.notShown(e);
        } finally {
            endEvaluating();
        }
    }

    /** What is left of an interrupt would end the loop that serves the next cell, on this same thread. */
    @SuppressWarnings("ResultOfMethodCallIgnored")
    private void endEvaluating() {
        synchronized (interrupting) {
            evaluating = null;
            Thread.interrupted();
        }
    }

    @Override
    public List<String> formatError(Throwable failure) {
        return failure instanceof CellFailedException cell ? cell.lines() : super.formatError(failure);
    }

    /** Interrupts the thread that runs the cell: waits and sleeps end, a loop without either goes on. */
    @Override
    public void interrupt() {
        synchronized (interrupting) {
            @Nullable Thread thread = evaluating;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Where the statement begins that the cursor is in: JShell looks at one statement at a time. Both count UTF-16 units. */
    private int statementStart(String cell, int cursor) {
        int start = 0;
        while (true) {
            CompletionInfo info = cells.analysis().analyzeCompletion(cell.substring(start, cursor));
            String remaining = info.remaining();
            if (!info.completeness().isComplete() || remaining.isBlank()) {
                return start;
            }
            start = cursor - remaining.length();
        }
    }

    @Override
    public ReplacementOptions complete(String cell, int codePoints) {
        int cursor = cell.offsetByCodePoints(0, codePoints);
        int start = statementStart(cell, cursor);
        int[] anchor = {0};
        List<String> options =
                cells.analysis().completionSuggestions(cell.substring(start), cursor - start, anchor).stream()
                        .map(Suggestion::continuation)
                        .distinct()
                        .toList();
        return new ReplacementOptions(options, cell.codePointCount(0, start + anchor[0]), codePoints);
    }

    @Override
    public @Nullable DisplayData inspect(String cell, int codePoints, boolean more) {
        int cursor = cell.offsetByCodePoints(0, codePoints);
        int start = statementStart(cell, cursor);
        List<String> signatures = cells.analysis().documentation(cell.substring(start), cursor - start, false).stream()
                .map(Documentation::signature)
                .distinct()
                .toList();
        return signatures.isEmpty() ? null : new DisplayData(String.join("\n", signatures));
    }

    @Override
    public String isComplete(String cell) {
        String last = cell.substring(statementStart(cell, cell.length()));
        return switch (cells.analysis().analyzeCompletion(last).completeness()) {
            // What the next line begins with: the protocol's way to say that there is to be one.
            case DEFINITELY_INCOMPLETE -> indent(cell);
            case UNKNOWN -> IS_COMPLETE_BAD;
            default -> IS_COMPLETE_YES;
        };
    }

    /** That of the last line, and more within a block that it opens. */
    private static String indent(String cell) {
        String line = cell.substring(cell.lastIndexOf('\n') + 1);
        String own = line.substring(0, line.length() - line.stripLeading().length());
        return line.stripTrailing().endsWith("{") ? own + "    " : own;
    }

    @Override
    public void onShutdown(boolean restarting) {
        super.onShutdown(restarting);
        cells.close();
    }

    private static final class Builder extends BaseKernelBuilder<Builder, JavaKernel> {
        @Override
        public JavaKernel build() {
            return new JavaKernel(buildJupyterIO(StandardCharsets.UTF_8), buildMagicsRegistry(), buildErrorStyler());
        }
    }
}
