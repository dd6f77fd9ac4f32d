package dev.shmkit.cli.run;

import dev.shmkit.cli.run.failure.ScriptFailedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** The text of a script, which is UTF-8. */
final class ScriptSource {
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String INTERPRETER = "#!";

    private ScriptSource() {}

    /** Decodes a script without what is not of the language. */
    static String decode(String name, byte[] script) throws ScriptFailedException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(script);
        CharBuffer text = CharBuffer.allocate(script.length);
        CoderResult result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            long line = 1
                    + IntStream.range(0, bytes.position())
                            .filter(i -> script[i] == '\n')
                            .count();
            throw new ScriptFailedException("%s:%d: error: this line is not UTF-8".formatted(name, line));
        }
        String decoded = text.flip().toString();
        return withoutInterpreter(decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded);
    }

    /** Makes a comment of a first line such as {@code #!/usr/bin/env}, of the same length. */
    private static String withoutInterpreter(String text) {
        return text.startsWith(INTERPRETER) ? "//" + text.substring(INTERPRETER.length()) : text;
    }
}
