package dev.shmkit.notebooks.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.snippets.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
    private final Cells cells = new Cells();

    @AfterEach
    void close() {
        cells.close();
    }

    @Test
    void shouldGiveTheObjectAtTheEnd() {
        assertThat(cells.evaluate("java.util.List.of(1, 2)")).isEqualTo(List.of(1, 2));
        assertThat(cells.evaluate("int x = 3;")).isNull();
        assertThat(cells.evaluate("x")).isEqualTo(3);
        assertThat(cells.evaluate("int f() { return x + 1; }\nf()")).isEqualTo(4);
        assertThat(cells.evaluate("f(); // the end\n")).isEqualTo(4);
        assertThat(cells.evaluate("x = 5")).isNull();
        assertThat(cells.evaluate("// nothing\n")).isNull();
    }

    @Test
    void shouldNeedNoSemicolonAtTheEndOfALine() {
        assertThat(cells.evaluate("int a = 40\nint b = 2\na + b")).isEqualTo(42);
        assertThat(cells.evaluate("var s = \"x\"\n    .repeat(3)\nint n = s.length()\nn"))
                .isEqualTo(3);
        assertThat(cells.evaluate("int sum = 0\nfor (int i = 0; i < 4; i++) {\n    sum += i;\n}\nsum"))
                .isEqualTo(6);
        assertThatThrownBy(() -> cells.evaluate("int c = 1\nint d = c +\n    nosuch\n"))
                .hasMessageStartingWith("error in line 3: cannot find symbol");
        assertThatThrownBy(() -> cells.evaluate("int e = 1\nint f = = 2\n"))
                .hasMessageStartingWith("error in line 2: ");
        assertThat(cells.evaluate("e")).isEqualTo(1);
        assertThat(cells.evaluate("import java.util.*\nnew TreeSet<>(Set.of(2, 1)).first()"))
                .isEqualTo(1);
    }

    @Test
    void shouldTakeAScriptAsItStands() throws IOException {
        cells.evaluate(Startup.snippets());
        assertThat(cells.evaluate(Files.readString(Path.of("../examples/quickstart.jsh"))))
                .isNull();
    }

    @Test
    void shouldMarkThePlaceThatDoesNotCompile() {
        assertThatThrownBy(() -> cells.evaluate("int a = 1;\nint b = a +\n    nosuch;\n"))
                .isInstanceOfSatisfying(
                        CellFailedException.class,
                        failure -> assertThat(failure.lines())
                                .containsExactly(
                                        "error in line 3: cannot find symbol; symbol: variable nosuch",
                                        "    nosuch;",
                                        "    ^^^^^^"));
        assertThatThrownBy(() -> cells.evaluate("if (true) {")).hasMessage("error: this statement does not end");
        assertThatThrownBy(() -> cells.evaluate("int g() { return nosuch(); }\ng()"))
                .hasMessageContaining("cannot find method nosuch()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int a = 1;\n\n// two\nnosuch + 1",
                "int f() {\n    return 1;\n}\nint b = nosuch",
                "/* one\n two */ int c = 1;\n\n    nosuch();",
                "class A {\n    int x;\n\n    int y = \"\";\n}"
            })
    void shouldCountTheLinesOfTheWholeCell(String cell) {
        assertThatThrownBy(() -> cells.evaluate(cell)).hasMessageStartingWith("error in line 4: ");
    }

    @Test
    void shouldCompleteWithTheVerbs() {
        cells.evaluate("import static dev.shmkit.dsl.Shm.*;");
        String prompt = "shm(\"demo\").";
        List<String> options = cells.analysis().completionSuggestions(prompt, prompt.length(), new int[1]).stream()
                .map(Suggestion::continuation)
                .toList();
        assertThat(options)
                .contains("withLock(", "runLocked(", "attach(", "size(", "create()", "open()", "secure()", "unlink()");
    }

    @Test
    void shouldTellWhatAStaticInitialiserThrew() {
        cells.evaluate("class L { static final int N = Integer.parseInt(\"four\"); }");
        assertThatThrownBy(() -> cells.evaluate("L.N"))
                .isInstanceOfSatisfying(
                        CellFailedException.class,
                        failure -> assertThat(failure.lines())
                                .startsWith("java.lang.NumberFormatException: For input string: \"four\"")
                                .anyMatch(line -> line.startsWith("    at L.<clinit>")));
    }

    @Test
    void shouldNameAnExceptionAloneWhenItHasNoMessage() {
        assertThatThrownBy(() -> cells.evaluate("throw new IllegalStateException();"))
                .isInstanceOfSatisfying(
                        CellFailedException.class,
                        failure -> assertThat(failure.lines()).startsWith("java.lang.IllegalStateException"));
    }

    @Test
    void shouldKeepValuesOverImportsOfLaterCells() {
        cells.evaluate("import java.util.*;\nimport java.util.stream.*;\n");
        cells.evaluate("String s = \"kept\";\nclass Count { static Integer n = 1; }");
        cells.evaluate("Count.n++;");
        cells.evaluate("import java.util.*;");
        cells.evaluate("\n// more\nimport java.nio.file.*;\nimport static java.lang.Math.*;\n");
        cells.evaluate("import java.util.stream.*;\n\nimport java.nio.charset.*;\n");
        assertThat(cells.evaluate("s + Count.n + max(3, 4)")).isEqualTo("kept24");
    }

    @Test
    void shouldShowTheLineOfAnImportThatIsWrong() {
        assertThatThrownBy(() -> cells.evaluate("int x = 1;\n\nimport java.utl.*;\nx"))
                .hasMessageStartingWith("error in line 3: package java.utl does not exist\nimport java.utl.*;\n");
    }

    @Test
    void shouldLetTypesUseThoseThatAreDefinedFurtherDown() {
        assertThat(cells.evaluate("""
                        record Outer(int a, Inner i) {}
                        record Inner(int b) {}
                        new Outer(1, new Inner(2)).toString()
                        """)).isEqualTo("Outer[a=1, i=Inner[b=2]]");
    }

    @Test
    void shouldSayWhatATypeMissesAndCompleteItWhenALaterCellDefinesThat() {
        assertThatThrownBy(() -> cells.evaluate("record Outer(Inner i) {}\nint x = 3;"))
                .hasMessage("error: cannot find class Inner\nOuter can be used once it is defined");
        assertThatThrownBy(() -> cells.evaluate("new Outer(null)"))
                .isInstanceOfSatisfying(
                        CellFailedException.class,
                        failure -> assertThat(failure.lines())
                                .containsExactly(
                                        "error in line 1: cannot find class Inner, which Outer uses",
                                        "new Outer(null)",
                                        "    ^^^^^"));
        cells.evaluate("record Inner(int b) {}");
        assertThat(cells.evaluate("new Outer(new Inner(x)).i().b()")).isEqualTo(3);
    }
}
