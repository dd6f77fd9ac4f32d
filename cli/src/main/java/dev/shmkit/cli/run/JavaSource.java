package dev.shmkit.cli.run;

import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;

/** The file of a Java program as {@code java FILE} takes it: public classes need not have its name. */
final class JavaSource extends ForwardingJavaFileObject<JavaFileObject> {
    private final String text;

    JavaSource(JavaFileObject file, String text) {
        super(file);
        this.text = text;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return kind == getKind();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
