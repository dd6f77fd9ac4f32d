package dev.shmkit.jconsole.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What a field can be, with C's size, which is its alignment, too. */
enum FieldType {
    INT8(Byte.BYTES),
    UINT8(Byte.BYTES),
    INT16(Short.BYTES),
    UINT16(Short.BYTES),
    INT32(Integer.BYTES),
    UINT32(Integer.BYTES),
    INT64(Long.BYTES),
    UINT64(Long.BYTES),
    FLOAT(Float.BYTES),
    DOUBLE(Double.BYTES),
    BOOL(Byte.BYTES),
    CHAR(Byte.BYTES);

    static final String NAMES = "int8 to uint64, float, double, bool and char";

    final int sizeBytes;

    FieldType(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    /** By its name, with or without C's {@code _t}. */
    static Optional<FieldType> of(String name) {
        String plain = name.endsWith("_t") ? name.substring(0, name.length() - 2) : name;
        for (FieldType type : values()) {
            if (type.toString().equals(plain)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The value at an offset. */
    String value(ByteBuffer bytes, int offset) {
        return switch (this) {
            case INT8 -> Byte.toString(bytes.get(offset));
            case UINT8 -> Integer.toString(Byte.toUnsignedInt(bytes.get(offset)));
            case INT16 -> Short.toString(bytes.getShort(offset));
            case UINT16 -> Integer.toString(Short.toUnsignedInt(bytes.getShort(offset)));
            case INT32 -> Integer.toString(bytes.getInt(offset));
            case UINT32 -> Integer.toUnsignedString(bytes.getInt(offset));
            case INT64 -> Long.toString(bytes.getLong(offset));
            case UINT64 -> Long.toUnsignedString(bytes.getLong(offset));
            case FLOAT -> Float.toString(bytes.getFloat(offset));
            case DOUBLE -> Double.toString(bytes.getDouble(offset));
            case BOOL -> Boolean.toString(bytes.get(offset) != 0);
            case CHAR -> text(bytes, offset, 1);
        };
    }

    /** Characters up to the first NUL, as UTF-8 and in quotes. */
    static String text(ByteBuffer bytes, int offset, int count) {
        byte[] letters = new byte[count];
        bytes.get(offset, letters);
        int length = 0;
        while (length < count && letters[length] != 0) {
            length++;
        }
        return '"' + new String(letters, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?") + '"';
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
