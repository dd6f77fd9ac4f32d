package dev.shmkit.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImportTextTest {
    @Test
    void shouldPutAnImportOnOneLineWithEverythingInItsPlace() {
        assertThat(ImportText.onOneLine("\nimport java.util.*;\n")).isEqualTo(" import java.util.*; ");
        assertThat(ImportText.onOneLine("// for\r\n/* a\n */ import static\n  a.B.c; // d"))
                .isEqualTo(" ".repeat(17) + "import static   a.B.c;     ");
    }

    @Test
    void shouldLeaveEverythingElseAsItIs() {
        for (String source : new String[] {
            "\nint x = 1;\n",
            "import a.B;\nString url = \"http://c\";",
            "String s = \"// import a.B;\";",
            "imported();\n",
            ""
        }) {
            assertThat(ImportText.onOneLine(source)).isEqualTo(source);
        }
    }
}
