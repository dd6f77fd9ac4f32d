package dev.shmkit.benchmarks.jmh;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows as they would be by {@link VarHandle}s of a buffer, the only ones that JDK 17 has for memory outside the heap: the least that
 * they need. The row's number and the handle are checked, as shmkit's rows check them, and then the buffer checks its bounds, which
 * only it can do. Closed regions and other types are left out. Of bytes there is no such VarHandle, only the buffer itself.
 */
final class BufferRows {
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle SHORT = view(short[].class);

    private final Object layout;
    private final ByteBuffer buffer;
    private final int count;
    private final int rowBytes;

    BufferRows(Object layout, ByteBuffer buffer, int rowBytes) {
        this.layout = layout;
        this.buffer = buffer;
        this.count = buffer.capacity() / rowBytes;
        this.rowBytes = rowBytes;
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteBufferViewVarHandle(arrayType, ByteOrder.nativeOrder());
    }

    BufferRow row(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(index);
        }
        return new BufferRow(this, index * rowBytes);
    }

    /** Not a record: the compiler takes the fields of constant ones for constants, and those of shmkit's handles it does not. */
    static final class Handle {
        private final Object layout;
        private final int offset;

        Handle(Object layout, int offset) {
            this.layout = layout;
            this.offset = offset;
        }
    }

    /** One row. */
    static final class BufferRow {
        private final BufferRows table;
        private final int begin;

        private BufferRow(BufferRows table, int begin) {
            this.table = table;
            this.begin = begin;
        }

        private int at(Handle handle) {
            if (handle.layout != table.layout) {
                throw new IllegalArgumentException("another layout's");
            }
            return begin + handle.offset;
        }

        long getLong(Handle handle) {
            return (long) LONG.get(table.buffer, at(handle));
        }

        void setLong(Handle handle, long value) {
            LONG.set(table.buffer, at(handle), value);
        }

        int getInt(Handle handle) {
            return (int) INT.get(table.buffer, at(handle));
        }

        int getUnsignedShort(Handle handle) {
            return (short) SHORT.get(table.buffer, at(handle)) & 0xffff;
        }

        boolean getBoolean(Handle handle) {
            return table.buffer.get(at(handle)) != 0;
        }
    }
}
