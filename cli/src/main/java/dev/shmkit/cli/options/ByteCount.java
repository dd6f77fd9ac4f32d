package dev.shmkit.cli.options;

import dev.shmkit.dsl.display.ByteSize;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write them: {@code 4096}, {@code 0x1000} or {@code 4 KiB}. */
public final class ByteCount implements ITypeConverter<Long> {
    private static final String HEX = "0x";
    private static final int HEX_RADIX = 16;

    /** For picocli. */
    ByteCount() {}

    @Override
    public Long convert(String text) {
        String number = text.strip().toLowerCase(Locale.ROOT);
        if (number.startsWith("-")) {
            throw new TypeConversionException("'%s' is negative; bytes are counted from 0".formatted(text));
        }
        try {
            return number.matches(HEX + "[0-9a-f]+")
                    ? Long.parseLong(number.substring(HEX.length()), HEX_RADIX)
                    : ByteSize.INSTANCE.parse(text, "");
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'%s' is more than any region has".formatted(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
