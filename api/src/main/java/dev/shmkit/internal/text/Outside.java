package dev.shmkit.internal.text;

/** What is said about bytes that a region does not have: which they are, and which it has. */
public final class Outside {
    private Outside() {}

    public static IndexOutOfBoundsException of(String key, long sizeBytes, long lengthBytes, long offset) {
        return outside("region \"%s\" has".formatted(key), sizeBytes, lengthBytes, "offset", offset);
    }

    /** Of an array that bytes are to be copied to or from. */
    public static IndexOutOfBoundsException ofArray(String key, int sizeBytes, int lengthBytes, int index) {
        return outside("region \"%s\": the array has".formatted(key), sizeBytes, lengthBytes, "index", index);
    }

    private static IndexOutOfBoundsException outside(
            String what, long sizeBytes, long lengthBytes, String placeName, long place) {
        String advice = lengthBytes < 0
                ? "give a length of 0 or more"
                : lengthBytes > sizeBytes
                        ? "it has fewer"
                        : "use an %s from 0 to %d".formatted(placeName, sizeBytes - lengthBytes);
        return new IndexOutOfBoundsException("%s %s: %s at %s %d %s not inside; %s"
                .formatted(
                        what,
                        Counted.of(sizeBytes, "byte"),
                        Counted.of(lengthBytes, "byte"),
                        placeName,
                        place,
                        lengthBytes == 1 ? "is" : "are",
                        advice));
    }
}
