package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for Prometheus: its JMX exporter in a program with a region, and Prometheus itself where it is installed. */
class PrometheusTest {
    private static final Path SERVER = Path.of("/usr/bin/prometheus");
    private static final String RULES = "prometheus-jmx.yaml";
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS_NANOS = 100_000_000;

    @RegisterExtension
    final Peers peers = new Peers();

    private final HttpClient http = HttpClient.newHttpClient();
    private String key = "";
    private int metricsPort;

    @BeforeEach
    void names() throws IOException {
        key = peers.key();
        metricsPort = Host.freePort();
    }

    @Test
    void shouldExportWhatARegionAndItsLockAre() throws Exception {
        Child program = program();
        assertThat(program.line()).isEqualTo("free");
        assertThat(metrics())
                .contains(
                        "shmkit_region_size_bytes{region=\"%s\"} 4096.0".formatted(key),
                        "shmkit_region_lock_state{region=\"%s\",state=\"FREE\"} 1.0".formatted(key),
                        "shmkit_region_lock_acquisitions_total{region=\"%s\"} 0.0".formatted(key),
                        "shmkit_region_lock_wait_seconds{of=\"p99\",region=\"%s\"} 0.0".formatted(key))
                .noneMatch(line -> line.startsWith("shmkit_region_lock_holder"));

        program.enter();
        assertThat(program.line()).isEqualTo("held");
        assertThat(metrics())
                .contains(
                        "shmkit_region_lock_state{region=\"%s\",state=\"HELD\"} 1.0".formatted(key),
                        "shmkit_region_lock_holder{process=\"java\",region=\"%s\"} 1.0".formatted(key),
                        "shmkit_region_lock_holder_pid{region=\"%s\"} %d.0".formatted(key, program.pid()),
                        "shmkit_region_lock_acquisitions_total{region=\"%s\"} 1.0".formatted(key))
                .noneMatch(line -> line.contains("state=\"FREE\""))
                .anyMatch(line -> line.matches("shmkit_host_region_count [1-9][0-9]*\\.0"));
        // The machine is looked at once a second at most, whoever asks.
        Host.await(
                "the machine's bean counts the held lock",
                () -> metrics().stream().anyMatch(line -> line.matches("shmkit_host_held_lock_count [1-9][0-9]*\\.0")));

        program.enter();
        assertThat(program.line()).isEqualTo("free");
        assertThat(metrics()).noneMatch(line -> line.startsWith("shmkit_region_lock_holder"));
        program.closeInput();
        program.exitsWith(0);
    }

    @Test
    void shouldLetPrometheusTellWhoHoldsTheLock(@TempDir Path directory) throws Exception {
        assumeTrue(System.getenv("CI") != null || Files.isExecutable(SERVER), "Prometheus is not installed");
        Child program = program();
        // The exporter logs when Prometheus gives a scrape up, which it does after a second.
        program.awaitLine("free");
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                scrape_configs:
                  - job_name: shmkit
                    scrape_interval: 1s
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(metricsPort));
        int port = Host.freePort();
        Child server = peers.start(List.of(
                SERVER.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
        String holder =
                "shmkit_region_lock_holder{region=\"%s\"} * on(region, instance, job) group_left shmkit_region_lock_holder_pid"
                        .formatted(key);
        String state = "shmkit_region_lock_state{region=\"%s\"}".formatted(key);

        awaitAnswer(port, state, answer -> answer.contains("\"state\":\"FREE\""));
        program.enter();
        program.awaitLine("held");
        awaitAnswer(port, state, answer -> answer.contains("\"HELD\"") && !answer.contains("\"FREE\""));
        awaitAnswer(
                port,
                holder,
                answer -> answer.contains("\"process\":\"java\"") && answer.contains("\"" + program.pid() + "\""));
        program.enter();
        program.awaitLine("free");
        awaitAnswer(port, holder, answer -> answer.contains("\"result\":[]"));

        server.signal("TERM");
        server.exitsWith(0);
        program.closeInput();
        program.exitsWith(0);
    }

    private Child program() {
        return peers.start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-javaagent:%s=127.0.0.1:%d:%s".formatted(exporter(), metricsPort, RULES),
                "-cp",
                System.getProperty("java.class.path"),
                TurnTaker.class.getName(),
                key));
    }

    private static String exporter() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(element -> element.contains("jmx_prometheus_javaagent"))
                .findAny()
                .orElseThrow();
    }

    private List<String> metrics() {
        try {
            return get("http://127.0.0.1:%d/metrics".formatted(metricsPort))
                    .lines()
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the exporter does not answer", e);
        }
    }

    private String get(String url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(DEADLINE).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Asks Prometheus until it answers what is expected: it scrapes once a second, and takes a moment to start. */
    private void awaitAnswer(int port, String query, Predicate<String> expected) throws InterruptedException {
        String url = "http://127.0.0.1:%d/api/v1/query?query=%s"
                .formatted(port, URLEncoder.encode(query, StandardCharsets.UTF_8));
        long started = System.nanoTime();
        String answer = "";
        while (!expected.test(answer)) {
            assertThat(System.nanoTime() - started)
                    .as("%s, answered by %s", query, answer)
                    .isLessThan(DEADLINE.toNanos());
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            try {
                answer = get(url);
            } catch (IOException e) {
                answer = "nothing: " + e;
            }
        }
    }
}
