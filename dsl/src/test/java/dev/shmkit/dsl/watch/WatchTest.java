package dev.shmkit.dsl.watch;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static dev.shmkit.dsl.Shm.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.RegionOption;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.display.Html;
import dev.shmkit.dsl.layout.FluentLayout;
import dev.shmkit.dsl.layout.Row;
import dev.shmkit.dsl.layout.Table;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeavesNothingBehind.class)
class WatchTest {
    private static final FluentLayout CPU =
            layout("cpu").int32("done").uint32("all").bool("busy").chars("name", 8);
    private static final Duration SHORT = Duration.ofMillis(5);

    /** Long enough for a second sample on a busy machine. */
    private static final Duration LONG = Duration.ofMillis(500);

    @TempDir
    Path directory = Path.of("");

    private final SharedMemory region = SharedMemory.create(Keys.unique("<watched>"), 64);
    private final Table cpus = table(region, CPU, 0, 2);

    @BeforeEach
    void forgetName() {
        region.unlink();
    }

    @AfterEach
    void close() {
        region.close();
    }

    /** Samples a number that counts the samples, so that the series is known. */
    private static Series counted(String name) {
        AtomicInteger count = new AtomicInteger();
        return new Watch().value(name, count::getAndIncrement).every(SHORT).sample(LONG);
    }

    @Test
    void shouldSampleFieldsOfEveryRowAtTheInterval() {
        AtomicInteger step = new AtomicInteger();
        Series series = watch(cpus, "done", "busy")
                .value("step", () -> {
                    cpus.row(1).set("done", step.get() * 10).set("busy", true);
                    return step.incrementAndGet();
                })
                .every(SHORT)
                .sample(LONG);
        assertThat(series.names()).containsExactly("0.done", "1.done", "0.busy", "1.busy", "step");
        assertThat(series.size()).isBetween(2, 101);
        double[] done = series.values("1.done");
        assertThat(done).hasSize(series.size()).isSorted();
        assertThat(done[done.length - 1]).isEqualTo((series.size() - 2) * 10);
        assertThat(series.values("1.busy")[1]).isEqualTo(1);
        double[] seconds = series.seconds();
        assertThat(seconds).isSorted();
        assertThat(seconds[1]).isGreaterThanOrEqualTo(0.005);
    }

    @Test
    void shouldWatchALock() {
        Series series;
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            series = watch(region).every(SHORT).sample(LONG);
        }
        String name = region.info().name();
        assertThat(series.values(name + " held")).containsOnly(1);
        assertThat(series.names()).contains(name + " taken", name + " taken after a wait", name + " waited");
        double[] rates = series.values(name + " taken");
        assertThat(rates[0]).isNaN();
        assertThat(Arrays.copyOfRange(rates, 1, rates.length)).containsOnly(0);
        Series taken = watch(region)
                .value("lock", () -> {
                    try (ScopedLock lock = region.lock()) {
                        return lock == null ? 0 : 1;
                    }
                })
                .every(SHORT)
                .sample(LONG);
        assertThat(taken.values(name + " taken")[1]).isPositive();
    }

    @Test
    void shouldShowASparklineForEachLine() {
        Series series = counted("count");
        assertThat(series.text().lines().toList().get(1)).startsWith("LINE ").endsWith("COURSE");
        assertThat(series.text()).contains("count").contains("▁").endsWith("█");
        assertThat(series).hasToString(series.text());
        assertThat(series.text().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void shouldSayThatThereIsNoFolderForAPicture() {
        Path file = directory.resolve("nosuch/series.svg");
        assertThatThrownBy(() -> counted("count").saveSvg(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("%s: there is no folder %s; make it first", file, file.getParent());
    }

    @Test
    void shouldDrawAnSvgPictureThatAParserReads() throws Exception {
        Series series = counted("<script>\"&\u0001");
        Path file = directory.resolve("series.svg");
        series.saveSvg(file);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getElementsByTagName("script").getLength()).isZero();
        assertThat(root.getElementsByTagName("line").getLength()).isGreaterThanOrEqualTo(series.size() - 1);
        assertThat(Files.size(file)).isLessThan(400_000);
    }

    @Test
    void shouldShowThePictureAndTheNumbersAsHtml() {
        String html = counted("<script>").html();
        assertThat(Html.texts(html, "td")).contains("<script>");
        assertThat(html).doesNotContain("<script").contains("src=\"data:image/svg+xml;base64,");
    }

    @Test
    void shouldDrawManyLinesAndLinesOfOneName() {
        Watch watch = new Watch();
        for (int i = 0; i < 40; i++) {
            int number = i;
            watch = watch.value("same", () -> number);
        }
        Series series = watch.every(SHORT).sample(Duration.ofMillis(12));
        assertThat(series.svg()).contains("<svg");
        assertThat(series.names()).hasSize(40).startsWith("same", "same (2)", "same (3)");
        assertThat(series.values("same (3)")[0]).isEqualTo(2);
    }

    /** What is made harmless may look alike. */
    @Test
    void shouldDrawLinesWhoseNamesCannotBeShown() {
        Watch watch = new Watch()
                .value("", () -> 1)
                .value(" ", () -> 2)
                .value("\u0007", () -> 3)
                .value("\u001b", () -> 4);
        assertThat(watch.every(SHORT).sample(SHORT).svg()).contains("<svg");
    }

    @Test
    void shouldTellTheSameFieldOfSeveralRowsApart() {
        cpus.row(0).set("done", 3);
        cpus.row(1).set("done", 4);
        Series series = watch(cpus.row(0), "done")
                .fields(cpus.row(1), "done")
                .every(SHORT)
                .sample(SHORT);
        assertThat(series.values("done")[0]).isEqualTo(3);
        assertThat(series.values("done (2)")[0]).isEqualTo(4);
    }

    @Test
    @Timeout(60)
    void shouldDrawGapsWhereANumberIsInfiniteOrNone() {
        FluentLayout load = layout("load").float64("watts");
        Row row = table(region, load).row(0);
        double[] numbers = {
            1,
            Double.POSITIVE_INFINITY,
            Double.NaN,
            2,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1e300,
            -1e300,
            Double.MIN_VALUE,
            1e18
        };
        for (int count : new int[] {numbers.length, 3, 1}) {
            for (int first = 0; first < numbers.length; first++) {
                int from = first;
                AtomicInteger step = new AtomicInteger();
                Series series = new Watch()
                        .value("step", () -> {
                            row.set("watts", numbers[(from + step.getAndIncrement() % count) % numbers.length]);
                            return 0;
                        })
                        .fields(row, "watts")
                        .every(SHORT)
                        .sample(Duration.ofMillis(50));
                assertThat(series.svg()).contains("<svg").doesNotContain("Infinity", "NaN");
                assertThat(series.html()).contains("src=\"data:image/svg+xml;base64,");
                assertThat(series.text()).contains("watts");
            }
        }
    }

    @Test
    void shouldSayWhatItWatchesAndHowToBegin() {
        assertThat(watch(cpus, "done").value("step", () -> 0))
                .hasToString("watch of 0.done, 1.done, step every 100 ms; call sample(Duration.ofSeconds(5))");
        assertThat(new Watch().every(Duration.ofNanos(1_500_000)))
                .hasToString("watch of nothing every 1.5 ms; call sample(Duration.ofSeconds(5))");
        String hostile = new Watch()
                .value("\u001b[31m\n".repeat(40), () -> 0)
                .every(Duration.ofSeconds(Long.MAX_VALUE))
                .toString();
        assertThat(hostile)
                .hasSizeLessThanOrEqualTo(100)
                .doesNotContain("\u001b", "\n")
                .endsWith(" ms; call sample(Duration.ofSeconds(5))");
    }

    @Test
    void shouldEndEarlyWhenTheRegionIsClosedOrTheThreadInterrupted() {
        Series closed = watch(cpus, "done")
                .value("close", new AtomicInteger()::incrementAndGet)
                .value("now", () -> {
                    region.close();
                    return 0;
                })
                .every(SHORT)
                .sample(Duration.ofSeconds(30));
        assertThat(closed.size()).isEqualTo(1);
        assertThat(closed.text()).contains("ended early: ").contains("closed");
        Series interrupted = new Watch()
                .value("interrupt", () -> {
                    Thread.currentThread().interrupt();
                    return 0;
                })
                .sample(Duration.ofSeconds(30));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.text()).contains("ended early: the thread was interrupted");
        AtomicInteger lateSamples = new AtomicInteger();
        Series late = new Watch()
                .value("late", () -> {
                    long begin = System.nanoTime();
                    while (System.nanoTime() - begin < 3_000_000) {
                        Thread.onSpinWait();
                    }
                    if (lateSamples.incrementAndGet() == 3) {
                        Thread.currentThread().interrupt();
                    }
                    return 0;
                })
                .every(Duration.ofMillis(1))
                .sample(Duration.ofSeconds(30));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(late.size()).isEqualTo(3);
    }

    @Test
    void shouldEndEarlyWhenAnotherProcessTruncatesTheRegion() throws IOException {
        try (SharedMemory named = SharedMemory.create(Keys.unique("cut"), 4096, RegionOption.TEMPORARY)) {
            Series series = watch(named)
                    .value("truncate", () -> {
                        try (FileChannel channel = FileChannel.open(named.path(), StandardOpenOption.WRITE)) {
                            channel.truncate(0);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return 0;
                    })
                    .every(SHORT)
                    .sample(Duration.ofSeconds(30));
            assertThat(series.size()).isEqualTo(1);
            assertThat(series.text()).contains("ended early: ").contains("truncated");
            // The picture's note does not hide it.
            assertThat(series.html()).contains("truncated");
        }
    }

    /** What is longer than 292 years is no number of nanoseconds. */
    @Test
    @Timeout(60)
    void shouldTakeDurationsThatNoClockCountsForEver() {
        Duration centuries = Duration.ofDays(400 * 365);
        for (Duration duration : new Duration[] {centuries, Duration.ofSeconds(Long.MAX_VALUE)}) {
            Watch number = new Watch().value("number", () -> 1);
            assertThatThrownBy(() -> number.sample(duration)).hasMessageContaining("longer interval");
            assertThat(number.every(duration).sample(SHORT).size()).isEqualTo(1);
            assertThat(number.every(duration).sample(duration).size()).isEqualTo(1);
            AtomicInteger taken = new AtomicInteger();
            Series interrupted = new Watch()
                    .value("interrupt", () -> {
                        Thread.currentThread().interrupt();
                        return taken.incrementAndGet();
                    })
                    .every(Duration.ofDays(1))
                    .sample(duration);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(interrupted.text()).contains("ended early: the thread was interrupted");
        }
    }

    @Test
    void shouldRefuseWhatCannotBeWatched() {
        assertThatThrownBy(() -> new Watch().sample(SHORT)).hasMessageContaining("nothing to watch");
        assertThatThrownBy(() -> watch(cpus, "don")).hasMessageContaining("did you mean \"done\"");
        assertThatThrownBy(() -> watch(cpus, "name")).hasMessageContaining("\"name\" cannot be watched");
        FluentLayout samples = layout("samples").int32("sample", 3).chars("text", 4);
        assertThatThrownBy(() -> watch(table(region, samples), "text")).hasMessageEndingWith("it is no number");
        assertThatThrownBy(() -> watch(table(region, samples), "sample"))
                .hasMessageContaining("no number; watch one of its elements: \"sample[0]\"");
        assertThatThrownBy(() -> watch(table(region, CPU, 0, 0), "done")).hasMessageContaining("a table of no rows");
        assertThatThrownBy(() -> watch(cpus)).hasMessageContaining("nothing to watch; name fields: watch(table, ");
        assertThatThrownBy(() -> watch(cpus.row(0))).hasMessageContaining("nothing to watch; name fields: watch(row, ");
        assertThatThrownBy(() -> watch(region).every(Duration.ZERO)).hasMessageContaining("too short");
        assertThatThrownBy(() -> watch(region).sample(Duration.ZERO)).hasMessageContaining("positive duration");
        assertThatThrownBy(() -> watch(region).sample(Duration.ofDays(365))).hasMessageContaining("longer interval");
        assertThatThrownBy(() -> counted("count").values("cuont")).hasMessageContaining("it has \"count\"");
        region.close();
        assertThatThrownBy(() -> watch(region).sample(SHORT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldShowProgressOnATerminalAndEraseItAtTheEnd() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (Progress progress = new Progress(out, Duration.ofSeconds(2))) {
            progress.show(1_000_000_000, 11);
            progress.show(1_000_000_001, 12);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\r" + "█".repeat(15) + "░".repeat(15) + " 1.0 of 2.0 s, 11 samples\r" + " ".repeat(78) + "\r");
    }

    @Test
    void shouldSayWhatADisplayThatDoesNotAnswerHasToDoWithAPicture() throws IOException {
        ChildJvm.Exit drawn = ChildJvm.of(WatchingMain.class)
                .through("/usr/bin/env", "DISPLAY=:4711")
                .args("svg", "svg")
                .run();
        assertThat(drawn.requireSuccess().lines())
                .filteredOn(line -> line.startsWith("svg: "))
                .hasSize(2)
                .allMatch(line -> line.startsWith("svg: this JVM cannot draw pictures (java.")
                        && line.endsWith("a display that answers: unset it otherwise"));
        ChildJvm.Exit headless = ChildJvm.of(WatchingMain.class)
                .vm("-Djava.awt.headless=true")
                .through("/usr/bin/env", "DISPLAY=:4711")
                .args("svg")
                .run();
        assertThat(headless.requireSuccess()).contains("svg: <svg");
    }

    @Test
    void shouldKeepQuietWithoutATerminalAndLoadNoPictures() throws IOException {
        ChildJvm.Exit quiet =
                ChildJvm.of(WatchingMain.class).vm("-Xlog:class+load").run();
        String output = quiet.requireSuccess();
        assertThat(output).contains("dev.shmkit.dsl.watch.Watch ").containsPattern("\\d samples? in ");
        assertThat(output.lines().filter(line -> !line.startsWith("[")))
                .noneMatch(line -> line.contains("█ ") || line.contains("\r"));
        assertThat(output).doesNotContain("org.knowm.xchart", "org.apache.batik", "java.awt.");
        ChildJvm.Exit loud =
                ChildJvm.of(WatchingMain.class).vm("-Dshmkit.progress=always").run();
        assertThat(loud.requireSuccess()).contains(" of 0.1 s, ");
    }
}
