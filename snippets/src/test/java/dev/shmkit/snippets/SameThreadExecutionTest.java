package dev.shmkit.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SameThreadExecutionTest {
    private final JShell shell = JShell.builder()
            .executionEngine(new SameThreadExecution(), Map.of())
            .build();

    @AfterEach
    void close() {
        shell.close();
    }

    private String evaluate(String source) {
        List<SnippetEvent> events = shell.eval(source);
        return events.stream().map(SnippetEvent::value).toList().get(0);
    }

    @Test
    void shouldRunSnippetsOnTheThreadThatAsks() {
        assertThat(evaluate("Thread.currentThread().getId()"))
                .isEqualTo(Long.toString(Thread.currentThread().getId()));
    }

    @Test
    void shouldKeepTheValuesOfVariablesThatAreCompiledAnew() {
        evaluate("String[] words = {\"kept\"};");
        evaluate("java.util.List<Integer> numbers = new java.util.ArrayList<>();");
        evaluate("int count = 1;");
        evaluate("count += 2;");
        evaluate("numbers.add(count);");
        evaluate("\nimport java.util.*;\n");
        evaluate("\nimport static java.lang.Math.*;\n");
        evaluate("\nimport java.util.*;\n\n");
        evaluate("\nimport java.nio.file.*;\n");
        assertThat(evaluate("words[0] + numbers + count")).isEqualTo("\"kept[3]3\"");
    }

    @Test
    void shouldKeepTheValuesOfVariablesWhoseTypesArgumentIsDefinedAnew() {
        evaluate("class Item { int n; }");
        evaluate("java.util.Map<String, Item> items = new java.util.HashMap<>();");
        evaluate("items.put(\"one\", null);");
        evaluate("class Item { int n; int m; }");
        assertThat(evaluate("items")).isEqualTo("{one=null}");
    }

    @Test
    void shouldForgetTheValueOfAVariableOfAnotherTypeOrWithoutItsInitializer() {
        evaluate("class Item {}");
        evaluate("Item item = new Item();");
        evaluate("class Item { int n; }");
        assertThat(evaluate("item")).isEqualTo("null");
        evaluate("String text = \"old\";");
        evaluate("String text;");
        assertThat(evaluate("text")).isEqualTo("null");
        evaluate("int count = 1;");
        evaluate("int count = 2;");
        assertThat(evaluate("count")).isEqualTo("2");
    }
}
