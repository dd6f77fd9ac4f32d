package dev.shmkit.dsl.display;

import static dev.shmkit.dsl.Shm.hexdump;
import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.regions;
import static dev.shmkit.dsl.Shm.shm;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.RegionOption;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.RegionSpec;
import dev.shmkit.dsl.RegionTable;
import dev.shmkit.dsl.layout.FluentLayout;
import dev.shmkit.dsl.layout.Table;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What displays show, with a key and with data that try to be more than text. */
@ExtendWith(LeavesNothingBehind.class)
class DisplayTest {
    private static final String EVIL = "<script>alert('\"&')<\\script>\u001b[31m\u202e\u061c";
    private static final String EVIL_SHOWN = "<script>alert('\"&')<\\script>?[31m??";
    private static final FluentLayout ROW =
            layout("row").int32("id").chars("text", 44).int64("many", 12).bits("flag", 1);

    private final String key = Keys.unique(EVIL + "-" + "long".repeat(20));
    private final SharedMemory region = SharedMemory.create(key, 1000);

    DisplayTest() {
        table(region, ROW).row(0).set("id", 7).set("text", EVIL);
    }

    @AfterEach
    void removeRegion() {
        region.unlink();
        region.close();
    }

    private Stream<Display> displays() {
        return Stream.of(
                        region,
                        region.lockState(),
                        regions(),
                        regions().getRows().get(0),
                        ROW,
                        ROW.report(),
                        table(region, ROW),
                        table(region, ROW).row(0),
                        hexdump(region),
                        hexdump(region, ROW))
                .map(Displays::of);
    }

    @Test
    void shouldShowTextOfAtMostAHundredColumnsWithoutControlCharacters() {
        assertThat(displays()).allSatisfy(display -> {
            assertThat(display.text()).isNotBlank().doesNotEndWith("\n");
            assertThat(display.text().lines()).allSatisfy(line -> {
                assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(100);
                assertThat(line).isEqualTo(line.stripTrailing()).doesNotContain("\u001b", "\u202e");
            });
        });
    }

    @Test
    void shouldKeepToStringOfRegionAndLockToOneLine() {
        Thread.currentThread().setName(EVIL.repeat(5));
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            for (Object shown : new Object[] {region, region.lockState()}) {
                assertThat(shown.toString())
                        .hasSizeLessThanOrEqualTo(100)
                        .contains("…")
                        .doesNotContain("\u001b", "\u202e");
            }
        } finally {
            Thread.currentThread().setName("main");
        }
    }

    @Test
    void shouldDescribeWhatIsWantedInALineThatHarmsNoTerminal() {
        assertThat(shm("demo").size("4 KiB").secure()).hasToString("shm(demo, 4 KiB, secure)");
        RegionSpec odd =
                shm(EVIL.repeat(20)).size(Long.MAX_VALUE - 64).secure().robust().temporary();
        assertThat(odd.toString()).hasSizeLessThanOrEqualTo(100).doesNotContain("\u001b", "\u202e", "\n");
    }

    @Test
    void shouldShowAFieldInALineHoweverDeepItIs() {
        FluentLayout deep = layout("deep").int32("leaf");
        for (int i = 0; i < 8; i++) {
            deep = layout("deep" + i).int64("before").struct("inside_of_the_struct_" + i, deep, 3);
        }
        String path = deep.fields().get(1).name() + "[2]";
        for (int i = 6; i >= 0; i--) {
            path += ".inside_of_the_struct_" + i + "[1]";
        }
        assertThat(deep.field(path + ".leaf").toString())
                .hasSizeLessThanOrEqualTo(100)
                .startsWith("int32 inside_of_the_struct_7[2].")
                .contains("…")
                .endsWith(".leaf @ " + deep.field(path + ".leaf").offset());
        assertThat(ROW.field("text")).hasToString("char[44] text @ 4");
    }

    @Test
    void shouldShowItselfAsText() {
        RegionTable regions = regions();
        assertThat(regions).hasToString(regions.text());
        assertThat(table(region, ROW)).hasToString(table(region, ROW).text());
        assertThat(table(region, ROW).row(0))
                .hasToString(table(region, ROW).row(0).text());
        assertThat(hexdump(region)).hasToString(hexdump(region).text());
        assertThat(ROW).hasToString(ROW.report().text());
    }

    @Test
    void shouldEscapeEverythingInHtml() {
        assertThat(displays()).allSatisfy(display -> {
            Element root = Html.parse(display.html());
            assertThat(Html.elements(root))
                    .isSubsetOf("div", "table", "caption", "thead", "tbody", "tr", "th", "td", "pre", "span");
            assertThat(Html.attributes(root)).isSubsetOf("style", "title");
        });
    }

    @Test
    void shouldShowHostileTextAsItIs() {
        assertThat(Html.texts(table(region, ROW).html(), "td")).contains("\"" + EVIL_SHOWN + "\"");
        assertThat(Html.texts(regions().html(), "td"))
                .anySatisfy(cell -> assertThat(cell).contains(EVIL_SHOWN));
        assertThat(Html.texts(Displays.of(region).html(), "caption"))
                .containsExactly("region " + region.info().name().replace(EVIL, EVIL_SHOWN));
        assertThat(table(region, ROW).html()).contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)");
    }

    @Test
    void shouldColourTheBytesByField() {
        Element root = Html.parse(hexdump(region, ROW).html());
        List<String> spans = Html.spans(root, "id");
        assertThat(spans).startsWith("07 00 00 00", "....");
        assertThat(Html.spans(root, "flag")).contains("00");
        assertThat(Html.texts(hexdump(region, ROW).html(), "span")).endsWith("id", "text", "many", "flag");
        assertThat(Html.texts(hexdump(region).html(), "pre"))
                .singleElement()
                .asString()
                .startsWith("00000000  07 00 00 00 3c 73 63 72  69 70 74 3e 61 6c 65 72  |....<script>aler|\n");
    }

    @Test
    void shouldAlignTheHtmlDumpAsTheTextDumpIs() {
        for (int length : new int[] {1, 7, 8, 9, 15, 16, 17}) {
            String text = hexdump(region, 0, length).text();
            String html = Html.texts(hexdump(region, 0, length).html(), "pre").get(0);
            assertThat(html.stripTrailing()).isEqualTo(text.substring(text.indexOf('\n') + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldNameTheOffsetsThatADumpCanBeginAt(long offset) {
        assertThatThrownBy(() -> hexdump(region, offset))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("offset " + offset)
                .hasMessageEndingWith("from 0 to " + (region.size() - 1));
    }

    @Test
    void shouldNameTheFieldsThatBeginInEachLineOfADump() {
        List<String> lines = hexdump(region, ROW).text().lines().toList();
        assertThat(lines.get(1)).endsWith("| [0] id text");
        assertThat(lines.get(4)).endsWith("| many");
        FluentLayout bits =
                layout("bits").bits("a", 12).bits("b", 4).bits("c", 1).bits("d", 1);
        assertThat(hexdump(region, bits).text().lines().toList().get(1)).endsWith("| [0] a b c d [1] a b …");
    }

    @Test
    void shouldShowHolderAndStateOfTheLock() {
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            assertThat(Displays.of(region.lockState()).text())
                    .startsWith("lock HELD\npid ")
                    .contains("java");
            assertThat(Displays.of(region).text()).contains("HELD by java[");
        }
        assertThat(Displays.of(region.lockState()).text()).isEqualTo("lock FREE");
    }

    @Test
    void shouldSayThatARegionIsClosed() {
        SharedMemory other = SharedMemory.create(Keys.unique("closed"), 64);
        other.unlink();
        other.close();
        assertThat(Displays.of(other).text()).contains("state  closed");
    }

    @Test
    void shouldLeaveTheRestToItsOwnToString() {
        assertThat(Displays.of(null)).isNull();
        assertThat(Displays.of("text")).isNull();
        assertThat(Displays.of(ROW)).isSameAs(ROW);
    }

    @Test
    void shouldCountColumnsThatFindNoRoom() {
        FluentLayout wide = layout("wide");
        for (int i = 0; i < 40; i++) {
            wide = wide.int8("column" + i);
        }
        assertThat(table(region, wide).text())
                .endsWith("\n… and 30 more columns")
                .contains("column9");
        assertThat(Html.texts(table(region, wide).html(), "th")).contains("column39");
    }

    /** An array of structs may have more fields than anybody looks through. */
    @Test
    @Timeout(60)
    void shouldShowTheFirstOfAMultitude() {
        FluentLayout ring = layout("ring")
                .uint8("head", 100_000)
                .struct("slot", layout("s").int64("a").int64("b"), 65_536);
        try (SharedMemory large = SharedMemory.create(Keys.unique("ring"), 2 << 20, RegionOption.TEMPORARY)) {
            Table rings = table(large, ring);
            assertThat(rings.text())
                    .contains("ROW", "slot[0].a")
                    .containsPattern("\n… and 1310\\d\\d more columns$")
                    .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 100));
            assertThat(rings.html()).contains("slot[60].a", "… and 99936 more]", "… and 130945 more columns");
            assertThat(hexdump(large, ring).html())
                    .contains("slot[63].a</span>", "… and 130945 more fields</div>")
                    .doesNotContain("slot[63].b</span>");
            assertThat(rings.row(0).text())
                    .contains("slot[120].b")
                    .endsWith("\n… and 130817 more fields")
                    .hasLineCount(259);
        }
    }

    @Test
    void shouldCountOneAsOne() {
        FluentLayout one = layout("one").int8("byte", 1);
        try (SharedMemory small = SharedMemory.create(Keys.unique("one"), 1, RegionOption.TEMPORARY)) {
            small.lock().close();
            assertThat(small.toString()).contains("(1 byte, ");
            assertThat(Displays.of(small).text()).contains("  1 byte\n", "  1 time, ");
            assertThat(hexdump(small).text()).contains(", 1 byte in all\n");
            assertThat(one.text()).startsWith("layout one: 1 byte, ");
            assertThat(table(small, one).text()).startsWith("1 row of one, 1 byte each, ");
            assertThatThrownBy(() -> table(small, one, 0, 2))
                    .hasMessageContaining("2 rows of layout \"one\" take 2 bytes, and");
            assertThatThrownBy(() -> table(small, one, 1, 1))
                    .hasMessageContaining("1 row of layout \"one\" takes 1 byte, and");
            assertThatThrownBy(() -> table(small, one).row(1)).hasMessageContaining(" has 1 row: ");
            assertThatThrownBy(() -> table(small, one).row(0).set("byte", new byte[2]))
                    .hasMessageContaining(" has 1 element, not 2");
            assertThatThrownBy(() -> small.getByte(1))
                    .hasMessageContaining("has 1 byte: 1 byte at offset 1 is not inside");
            assertThatThrownBy(() -> shm(small.key()).size(2).attach())
                    .hasMessageContaining("exists with 1 byte, not 2");
        }
    }
}
