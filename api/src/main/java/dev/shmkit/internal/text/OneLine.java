package dev.shmkit.internal.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** A failure in one line that is harmless for a terminal: what was asked for, such as a key, is in it as it was typed. */
public final class OneLine {
    private OneLine() {}

    /**
     * Tells a failure.
     *
     * @param doing what was to be done with the file if the failure is one file's: "use", or "write to"
     */
    public static String of(Exception failure, String doing) {
        @Nullable
        String message = failure instanceof FileSystemException file
                ? "cannot %s %s: %s".formatted(doing, file.getFile(), trouble(file))
                : failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getName()
                : Printable.of(message.replaceAll("\\s*\\R\\s*|\t", " ").strip());
    }

    /** These have a path for a message, and what went wrong with it often only in their name. */
    private static String trouble(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist, or nothing can be made there";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it is there and no folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        @Nullable String reason = failure.getReason();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
