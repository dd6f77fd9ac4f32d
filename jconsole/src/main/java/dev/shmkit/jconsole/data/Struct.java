package dev.shmkit.jconsole.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A C struct as a person writes it: {@code int32 process; uint32 hint; double load[2]; char name[16]}. Fields lie where a C
 * compiler puts them, and have the byte order of the machines that shmkit runs on.
 *
 * @param fields in the order of their offsets
 */
public record Struct(List<Field> fields) {
    private static final Pattern DECLARATION = Pattern.compile("(\\w+)\\s+(\\w+)\\s*(?:\\[\\s*(\\d{1,6})\\s*])?");
    private static final int MOST_VALUES = 8;
    private static final int MOST_BYTES = 1 << 24;

    /**
     * One of its fields.
     *
     * @param declaration as it was written
     * @param count how many of the type lie one after the other
     */
    public record Field(String declaration, int offset, int sizeBytes, FieldType type, int count) {
        /** The value in the struct at the beginning of some bytes; says so when they end before it does. */
        public String value(byte[] bytes) {
            if (offset + sizeBytes > bytes.length) {
                return "behind what was read";
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (type == FieldType.CHAR) {
                return FieldType.text(buffer, offset, count);
            }
            String values = IntStream.range(0, Math.min(count, MOST_VALUES))
                    .mapToObj(i -> type.value(buffer, offset + i * type.sizeBytes))
                    .collect(Collectors.joining(", "));
            return count > MOST_VALUES ? values + ", …" : values;
        }
    }

    /**
     * Reads declarations, separated by semicolons or line breaks.
     *
     * @throws IllegalArgumentException for one that is none; the message is for the person who wrote it
     */
    public static Struct parse(String text) {
        List<Field> fields = new ArrayList<>();
        int end = 0;
        for (String part : text.split("[;\n]", -1)) {
            String declaration = part.strip();
            if (!declaration.isEmpty()) {
                Field field = field(declaration, end);
                fields.add(field);
                end = field.offset + field.sizeBytes;
                if (end > MOST_BYTES) {
                    throw new IllegalArgumentException("up to \"%s\" it has more than 16 MiB".formatted(declaration));
                }
            }
        }
        return new Struct(List.copyOf(fields));
    }

    private static Field field(String declaration, int end) {
        Matcher matcher = DECLARATION.matcher(declaration);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no field: write a type, a name and perhaps how many, as in \"double load[2]\""
                            .formatted(declaration));
        }
        FieldType type = FieldType.of(matcher.group(1))
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is no type: there are %s".formatted(matcher.group(1), FieldType.NAMES)));
        int count = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        int offset = (end + type.sizeBytes - 1) / type.sizeBytes * type.sizeBytes;
        return new Field(declaration, offset, count * type.sizeBytes, type, count);
    }

    /** Offset, declaration and value of each field, a line each, with the beginning of some bytes. */
    public List<String> lines(byte[] bytes) {
        int width = fields.stream()
                .mapToInt(field -> field.declaration.length())
                .max()
                .orElse(0);
        return fields.stream()
                .map(field -> "%6d  %s%s  %s"
                        .formatted(
                                field.offset,
                                field.declaration,
                                " ".repeat(width - field.declaration.length()),
                                field.value(bytes)))
                .toList();
    }
}
