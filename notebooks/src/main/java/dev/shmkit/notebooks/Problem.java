package dev.shmkit.notebooks;

import dev.shmkit.internal.text.Printable;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** A failure in one line that is harmless for a terminal: what was asked for is in it as it was typed. */
final class Problem {
    private Problem() {}

    static String of(Exception failure) {
        @Nullable String message = failure instanceof FileSystemException file ? trouble(file) : failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getName()
                : Printable.of(message.replaceAll("\\s*\\R\\s*|\t", " ").strip());
    }

    /** These have a path for a message, and what went wrong with it often only in their name. Notebooks are read otherwise. */
    private static String trouble(FileSystemException failure) {
        @Nullable String why = failure.getReason();
        if (failure instanceof NoSuchFileException) {
            why = "nothing can be made there";
        } else if (failure instanceof FileAlreadyExistsException) {
            why = "it is there and no folder";
        } else if (failure instanceof AccessDeniedException) {
            why = "permission denied";
        }
        return "cannot write to %s: %s"
                .formatted(failure.getFile(), why == null ? failure.getClass().getSimpleName() : why);
    }
}
