package dev.shmkit.internal.text;

/** What is said about bytes that a region does not have: which they are, and which it has. */
public final class Outside {
    private Outside() {}

    public static IndexOutOfBoundsException of(String key, long sizeBytes, long lengthBytes, long offset) {
        String advice = lengthBytes < 0
                ? "give a length of 0 or more"
                : lengthBytes > sizeBytes
                        ? "it has not so many"
                        : "use an offset from 0 to " + (sizeBytes - lengthBytes);
        return new IndexOutOfBoundsException("region \"%s\" has %d bytes: %d %s at offset %d %s not inside; %s"
                .formatted(
                        key,
                        sizeBytes,
                        lengthBytes,
                        lengthBytes == 1 ? "byte" : "bytes",
                        offset,
                        lengthBytes == 1 ? "is" : "are",
                        advice));
    }
}
