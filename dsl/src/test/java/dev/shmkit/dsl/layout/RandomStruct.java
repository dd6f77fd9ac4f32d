package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A struct made up at random, which can say itself in C and as a layout, with a value for each of its fields. */
record RandomStruct(String name, boolean packed, boolean bigEndian, List<Member> members) {
    private static final int MOST_MEMBERS = 8;
    private static final int MOST_ELEMENTS = 5;
    private static final List<Scalar> SCALARS = List.of(Scalar.values());
    private static final List<Scalar> INTEGERS = SCALARS.subList(0, SCALARS.indexOf(Scalar.UINT64) + 1);

    /**
     * One field.
     *
     * @param count elements of an array, bytes of a char array; 0 for none
     * @param width bits of a bit field, 0 for none
     */
    record Member(String name, Kind kind, Scalar scalar, int count, int width, List<RandomStruct> nested) {
        String declaration() {
            return switch (kind) {
                case NUMBER -> scalar.cName() + " " + name + (count == 0 ? "" : "[" + count + "]");
                case BITS -> scalar.cName() + " " + name + " : " + width;
                case CHARS -> "char " + name + "[" + count + "]";
                case PADDING -> "char " + name + "[" + count + "]";
                case STRUCT -> "struct " + nested.get(0).name() + " " + name + (count == 0 ? "" : "[" + count + "]");
            };
        }

        FluentLayout addTo(FluentLayout layout) {
            return switch (kind) {
                case NUMBER -> count == 0 ? number(layout) : numbers(layout);
                case BITS -> layout.bits(name, width, scalar);
                case CHARS -> layout.chars(name, count);
                case PADDING -> layout.padding(count);
                case STRUCT ->
                    count == 0
                            ? layout.struct(name, nested.get(0).toLayout())
                            : layout.struct(name, nested.get(0).toLayout(), count);
            };
        }

        private FluentLayout number(FluentLayout layout) {
            return switch (scalar) {
                case INT8 -> layout.int8(name);
                case UINT8 -> layout.uint8(name);
                case INT16 -> layout.int16(name);
                case UINT16 -> layout.uint16(name);
                case INT32 -> layout.int32(name);
                case UINT32 -> layout.uint32(name);
                case INT64 -> layout.int64(name);
                case UINT64 -> layout.uint64(name);
                case FLOAT32 -> layout.float32(name);
                case FLOAT64 -> layout.float64(name);
                case BOOL -> layout.bool(name);
            };
        }

        private FluentLayout numbers(FluentLayout layout) {
            return switch (scalar) {
                case INT8 -> layout.int8(name, count);
                case UINT8 -> layout.uint8(name, count);
                case INT16 -> layout.int16(name, count);
                case UINT16 -> layout.uint16(name, count);
                case INT32 -> layout.int32(name, count);
                case UINT32 -> layout.uint32(name, count);
                case INT64 -> layout.int64(name, count);
                case UINT64 -> layout.uint64(name, count);
                case FLOAT32 -> layout.float32(name, count);
                case FLOAT64 -> layout.float64(name, count);
                case BOOL -> layout.bool(name, count);
            };
        }
    }

    enum Kind {
        NUMBER,
        BITS,
        CHARS,
        PADDING,
        STRUCT
    }

    static RandomStruct of(Random random, String name, int depth) {
        boolean bigEndian = random.nextInt(4) == 0;
        boolean packed = random.nextInt(3) == 0;
        List<Member> members = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_MEMBERS);
        for (int i = 0; i < count; i++) {
            members.add(member(random, name, "m" + i, depth));
        }
        if (members.stream().allMatch(member -> member.kind() == Kind.PADDING)) {
            members.add(new Member("last", Kind.NUMBER, Scalar.INT16, 0, 0, List.of()));
        }
        return new RandomStruct(name, packed, bigEndian, List.copyOf(members));
    }

    private static Member member(Random random, String struct, String name, int depth) {
        Scalar scalar = SCALARS.get(random.nextInt(SCALARS.size()));
        int elements = random.nextBoolean() ? 0 : 1 + random.nextInt(MOST_ELEMENTS);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                Scalar integer = INTEGERS.get(random.nextInt(INTEGERS.size()));
                int width = 1 + random.nextInt(integer.sizeBytes() * Byte.SIZE);
                yield new Member(name, Kind.BITS, integer, 0, width, List.of());
            }
            case 3 -> new Member(name, Kind.CHARS, scalar, 1 + random.nextInt(20), 0, List.of());
            case 4 -> new Member(name, Kind.PADDING, scalar, 1 + random.nextInt(9), 0, List.of());
            case 5 ->
                depth == 0
                        ? new Member(name, Kind.NUMBER, scalar, elements, 0, List.of())
                        : new Member(
                                name,
                                Kind.STRUCT,
                                scalar,
                                elements,
                                0,
                                List.of(of(random, struct + "_" + name, depth - 1)));
            default -> new Member(name, Kind.NUMBER, scalar, elements, 0, List.of());
        };
    }

    FluentLayout toLayout() {
        FluentLayout layout = layout(name);
        layout = packed ? layout.packed() : layout;
        layout = bigEndian ? layout.bigEndian() : layout.littleEndian();
        for (Member member : members) {
            layout = member.addTo(layout);
        }
        return layout;
    }

    /** The definition in C, those of the structs inside first. */
    String definition() {
        StringBuilder text = new StringBuilder();
        for (Member member : members) {
            member.nested().forEach(nested -> text.append(nested.definition()));
        }
        List<String> attributes = new ArrayList<>();
        if (packed) {
            attributes.add("packed");
        }
        attributes.add("scalar_storage_order(\"%s-endian\")".formatted(bigEndian ? "big" : "little"));
        text.append("struct __attribute__((%s)) %s {\n".formatted(String.join(", ", attributes), name));
        members.forEach(
                member -> text.append("    ").append(member.declaration()).append(";\n"));
        return text.append("};\n").toString();
    }

    /** Each member that {@code offsetof} can be asked of, those inside structs included. */
    List<String> addressablePaths() {
        List<String> paths = new ArrayList<>();
        for (Member member : members) {
            if (member.kind() == Kind.BITS || member.kind() == Kind.PADDING) {
                continue;
            }
            paths.add(member.name());
            for (String element : elements(member)) {
                if (!element.equals(member.name()) && member.kind() != Kind.CHARS) {
                    paths.add(element);
                }
                member.nested()
                        .forEach(
                                nested -> nested.addressablePaths().forEach(inner -> paths.add(element + "." + inner)));
            }
        }
        return paths;
    }

    private static List<String> elements(Member member) {
        if (member.count() == 0 || member.kind() == Kind.CHARS) {
            return List.of(member.name());
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < member.count(); i++) {
            elements.add(member.name() + "[" + i + "]");
        }
        return elements;
    }

    /** A value for each leaf, by its path, in the class that rows give by name. */
    Map<String, Object> values(Random random) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Member member : members) {
            for (String path : elements(member)) {
                switch (member.kind()) {
                    case NUMBER -> values.put(path, number(random, member.scalar()));
                    case BITS -> values.put(path, bits(random, member.scalar(), member.width()));
                    case CHARS -> values.put(path, text(random, member.count()));
                    case STRUCT ->
                        member.nested()
                                .get(0)
                                .values(random)
                                .forEach((inner, value) -> values.put(path + "." + inner, value));
                    case PADDING -> {}
                }
            }
        }
        return values;
    }

    private static Object number(Random random, Scalar scalar) {
        return switch (scalar) {
            case INT8 -> (int) (byte) random.nextInt();
            case UINT8 -> random.nextInt(1 << 8);
            case INT16 -> (int) (short) random.nextInt();
            case UINT16 -> random.nextInt(1 << 16);
            case INT32 -> random.nextInt();
            case UINT32 -> random.nextLong() >>> Integer.SIZE;
            case INT64 -> random.nextLong();
            case UINT64 -> new BigInteger(Long.toUnsignedString(random.nextLong()));
            case FLOAT32 -> random.nextInt(1 << 20) / 8f;
            case FLOAT64 -> random.nextInt() / 64d;
            case BOOL -> random.nextBoolean();
        };
    }

    private static Object bits(Random random, Scalar scalar, int width) {
        int unused = Long.SIZE - width;
        long value = random.nextLong();
        boolean signed = scalar.name().startsWith("INT");
        if (!signed && width == Long.SIZE) {
            return new BigInteger(Long.toUnsignedString(value));
        }
        return signed ? value << unused >> unused : value << unused >>> unused;
    }

    private static String text(Random random, int bytes) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(bytes + 1);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
