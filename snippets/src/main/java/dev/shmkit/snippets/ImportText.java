package dev.shmkit.snippets;

import java.util.regex.Pattern;

/**
 * Keeps what JShell compiles the same where only its lines would differ. JShell puts the text of all imports before each
 * declaration, and looks at declarations again when there is a new import. One that brings a line break with it moves their
 * code down a line, which is another class to JShell: it has to replace the class, and variables lose their values.
 */
public final class ImportText {
    private static final Pattern COMMENT_OR_LINE_BREAK = Pattern.compile("//[^\\r\\n]*+|(?s:/\\*.*?\\*/)|[\\r\\n]");
    private static final Pattern IMPORT = Pattern.compile("\\s*+import\\s[^;]*+;\\s*+");

    private ImportText() {}

    /**
     * Puts an import on one line.
     *
     * @param source a snippet of any kind
     * @return the import with blanks in the place of comments and line breaks, every place in it as before; other snippets
     *     as they are
     */
    public static String onOneLine(String source) {
        String line = COMMENT_OR_LINE_BREAK
                .matcher(source)
                .replaceAll(match -> " ".repeat(match.group().length()));
        return IMPORT.matcher(line).matches() ? line : source;
    }
}
