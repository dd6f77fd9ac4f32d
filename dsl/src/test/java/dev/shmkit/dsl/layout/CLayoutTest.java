package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Layouts against the C compiler: structs made up at random are compiled by GCC, which tells sizes, alignments, offsets and the
 * bytes of a struct with known values. Its attribute {@code scalar_storage_order} gives the other byte order.
 */
@ExtendWith(LeavesNothingBehind.class)
class CLayoutTest {
    private static final int STRUCTS = 200;
    private static final int MOST_BYTES = 1 << 16;
    private static final int DEADLINE_SECONDS = 120;

    @TempDir
    Path directory = Path.of("");

    @Test
    void shouldAgreeWithTheCCompilerOnRandomStructs() throws IOException, InterruptedException {
        long seed = Long.getLong("shmkit.layout.seed", System.nanoTime());
        System.out.printf("random layouts: seed %d, -Dshmkit.layout.seed=%d makes the same again%n", seed, seed);
        Random random = new Random(seed);
        List<RandomStruct> structs = new ArrayList<>();
        List<Map<String, Object>> values = new ArrayList<>();
        for (int i = 0; i < STRUCTS; i++) {
            structs.add(RandomStruct.of(random, "s" + i, 2));
            values.add(structs.get(i).values(random));
        }
        List<String> output = compileAndRun(program(structs, values));
        assertThat(output).hasSize(STRUCTS);
        long bitFields = 0;
        try (SharedMemory region = SharedMemory.create(Keys.unique("structs"), MOST_BYTES)) {
            region.unlink();
            for (int i = 0; i < STRUCTS; i++) {
                RandomStruct struct = structs.get(i);
                String about = "seed " + seed + "\n" + struct.definition();
                shouldAgree(region, struct, values.get(i), output.get(i).split(" "), about);
                bitFields += values.get(i).keySet().stream()
                        .filter(path -> struct.toLayout().field(path).typeName().contains(":"))
                        .count();
            }
        }
        assertThat(bitFields).as("bit fields among them").isGreaterThan(STRUCTS / 4);
    }

    /** The words: size, alignment, the offset of each path, the bytes in hexadecimal. */
    private static void shouldAgree(
            SharedMemory region, RandomStruct struct, Map<String, Object> values, String[] words, String about) {
        FluentLayout layout = struct.toLayout();
        assertThat(layout.sizeBytes()).as("size, %s", about).isEqualTo(Integer.parseInt(words[0]));
        assertThat(layout.alignment()).as("alignment, %s", about).isEqualTo(Integer.parseInt(words[1]));
        List<String> paths = struct.addressablePaths();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            assertThat(layout.field(path).offset())
                    .as("offset of %s, %s", path, about)
                    .isEqualTo(Integer.parseInt(words[2 + i]));
        }
        byte[] bytes = HexFormat.of().parseHex(words[words.length - 1]);
        region.putBytes(0, bytes);
        Row row = table(region, layout).row(0);
        values.forEach((path, value) ->
                assertThat(row.get(path)).as("%s of %s", path, about).isEqualTo(value));
        region.putBytes(0, new byte[bytes.length]);
        values.forEach(row::set);
        assertThat(region.getBytes(0, new byte[bytes.length]))
                .as("bytes of %s", about)
                .isEqualTo(bytes);
    }

    private static String program(List<RandomStruct> structs, List<Map<String, Object>> values) {
        StringBuilder text = new StringBuilder("""
                #include <stdbool.h>
                #include <stddef.h>
                #include <stdint.h>
                #include <stdio.h>
                #include <string.h>
                static void print_bytes(const void *bytes, size_t size) {
                    for (size_t i = 0; i < size; i++) printf("%%02x", ((const unsigned char *)bytes)[i]);
                    printf("\\n");
                }
                """.formatted());
        structs.forEach(struct -> text.append(struct.definition()));
        for (int i = 0; i < structs.size(); i++) {
            RandomStruct struct = structs.get(i);
            String type = "struct " + struct.name();
            text.append("static void print_%d(void) {\n".formatted(i));
            text.append("    printf(\"%%zu %%zu \", sizeof(%s), _Alignof(%s));\n".formatted(type, type));
            struct.addressablePaths()
                    .forEach(path -> text.append("    printf(\"%%zu \", offsetof(%s, %s));\n".formatted(type, path)));
            text.append("    %s v;\n    memset(&v, 0, sizeof v);\n".formatted(type));
            values.get(i)
                    .forEach((path, value) ->
                            text.append("    ").append(assignment(path, value)).append('\n'));
            text.append("    print_bytes(&v, sizeof v);\n}\n");
        }
        text.append("int main(void) {\n");
        for (int i = 0; i < structs.size(); i++) {
            text.append("    print_%d();\n".formatted(i));
        }
        return text.append("    return 0;\n}\n").toString();
    }

    private static String assignment(String path, Object value) {
        if (value instanceof String text) {
            return "memcpy(v.%s, \"%s\", %d);".formatted(path, text, text.length());
        }
        return "v.%s = %s;".formatted(path, literal(value));
    }

    private static String literal(Object value) {
        if (value instanceof BigInteger number) {
            return number + "ULL";
        }
        if (value instanceof Long || value instanceof Integer) {
            return "(int64_t)%sULL".formatted(Long.toUnsignedString(((Number) value).longValue()));
        }
        return value.toString();
    }

    private List<String> compileAndRun(String program) throws IOException, InterruptedException {
        Path source = directory.resolve("structs.c");
        Path executable = directory.resolve("structs");
        Files.writeString(source, program);
        run("cc", "-std=gnu11", "-O0", "-w", "-o", executable.toString(), source.toString());
        return run(executable.toString()).lines().toList();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        assertThat(process.exitValue()).as("%s: %s", command[0], text).isZero();
        return text;
    }
}
