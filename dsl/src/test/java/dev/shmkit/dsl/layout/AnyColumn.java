package dev.shmkit.dsl.layout;

/** What all kinds of columns can, for tests that go through them. */
final class AnyColumn {
    private AnyColumn() {}

    static double sum(Column column) {
        if (column instanceof IntColumn ints) {
            return ints.sum();
        }
        if (column instanceof LongColumn longs) {
            return longs.sum();
        }
        if (column instanceof FloatColumn floats) {
            return floats.sum();
        }
        return ((DoubleColumn) column).sum();
    }

    static Object all(Column column) {
        if (column instanceof IntColumn ints) {
            return ints.toIntArray();
        }
        if (column instanceof LongColumn longs) {
            return longs.toLongArray();
        }
        return column instanceof FloatColumn floats ? floats.toFloatArray() : ((DoubleColumn) column).toDoubleArray();
    }

    static void write(Column column, int row) {
        if (column instanceof IntColumn ints) {
            ints.set(row, 1);
        } else if (column instanceof LongColumn longs) {
            longs.set(row, 1);
        } else if (column instanceof FloatColumn floats) {
            floats.set(row, 1);
        } else if (column instanceof DoubleColumn doubles) {
            doubles.set(row, 1);
        } else {
            ((BooleanColumn) column).set(row, true);
        }
    }

    static Column of(Table table, Field field) {
        if (field instanceof IntField ints) {
            return table.column(ints);
        } else if (field instanceof LongField longs) {
            return table.column(longs);
        } else if (field instanceof FloatField floats) {
            return table.column(floats);
        } else if (field instanceof DoubleField doubles) {
            return table.column(doubles);
        }
        return table.column((BooleanField) field);
    }

    static Column of(Table table, Field field, int element) {
        if (field instanceof IntField ints) {
            return table.column(ints, element);
        } else if (field instanceof LongField longs) {
            return table.column(longs, element);
        } else if (field instanceof FloatField floats) {
            return table.column(floats, element);
        } else if (field instanceof DoubleField doubles) {
            return table.column(doubles, element);
        }
        return table.column((BooleanField) field, element);
    }

    static Object read(Column column, int row) {
        if (column instanceof IntColumn ints) {
            return ints.get(row);
        } else if (column instanceof LongColumn longs) {
            return longs.get(row);
        } else if (column instanceof FloatColumn floats) {
            return floats.get(row);
        } else if (column instanceof DoubleColumn doubles) {
            return doubles.get(row);
        }
        return ((BooleanColumn) column).get(row);
    }
}
