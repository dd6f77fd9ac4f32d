package dev.shmkit.notebooks.command;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A notebook with the outputs of what ran before it failed. nbconvert keeps it in a folder because Jupyter's configuration says so. */
final class OutputsSoFar {
    private static final String CONFIGURATION = "jupyter_nbconvert_config.py";
    private static final String FOLDERS = "JUPYTER_CONFIG_PATH";

    private final Path folder;

    private OutputsSoFar(Path folder) {
        this.folder = folder;
    }

    /** Prepares a folder for one notebook. */
    static OutputsSoFar in(Path folder) throws IOException {
        try (@Nullable InputStream resource = OutputsSoFar.class.getResourceAsStream(CONFIGURATION)) {
            if (resource == null) {
                throw new IOException("shmkit-notebooks has no " + CONFIGURATION);
            }
            Files.copy(resource, folder.resolve(CONFIGURATION));
        }
        return new OutputsSoFar(folder);
    }

    /** Adds the folder to those that Jupyter reads its configuration from. */
    void configure(Map<String, String> environment) {
        environment.merge(FOLDERS, folder.toString(), (others, own) -> own + File.pathSeparator + others);
    }

    /** What the kernel wrote as an error into the last cell that ran; empty when nothing was kept. */
    String errors() {
        return Files.exists(kept()) ? NotebookFile.read(kept()).lastErrors() : "";
    }

    /**
     * Writes the notebook where it would have been written.
     *
     * @return false when nothing was kept, as when it did not begin, or when the user's own notebook is there, which stays as it is
     */
    boolean write(Path notebook, Path executed) throws IOException {
        boolean own = Files.exists(executed) && Files.isSameFile(notebook, executed);
        if (own || !Files.exists(kept())) {
            return false;
        }
        Files.copy(kept(), executed, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private Path kept() {
        return folder.resolve("so-far.ipynb");
    }
}
