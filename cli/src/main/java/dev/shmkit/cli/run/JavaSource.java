package dev.shmkit.cli.run;

import java.io.IOException;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;

/** The file of a Java program as {@code java FILE} takes it: public classes need not have its name. */
final class JavaSource extends ForwardingJavaFileObject<JavaFileObject> {
    JavaSource(JavaFileObject file) {
        super(file);
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return kind == getKind();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
        return ScriptSource.withoutInterpreter(
                super.getCharContent(ignoreEncodingErrors).toString());
    }
}
