"""Writes numbers into shared memory for anybody to read: an i64 count, an i64 that others set to stop it, and a double.

Run it:  python3 examples/producer.py NAME
and read it with:  ./shm run examples/python-reader.jsh NAME
"""
import sys
import time
from multiprocessing import shared_memory

# In units of 8 bytes.
COUNT, STOP, VALUE = 0, 1, 2

memory = shared_memory.SharedMemory(name=sys.argv[1], create=True, size=4096)
try:
    # Each assignment writes 8 bytes at once. struct.pack_into would write zeros first, which a reader can meet.
    with memory.buf.cast("q") as longs, memory.buf.cast("d") as doubles:
        deadline = time.monotonic() + 60
        count = 0
        while longs[STOP] == 0 and time.monotonic() < deadline:
            count += 1
            doubles[VALUE] = count / 2
            longs[COUNT] = count
            time.sleep(0.01)
    print("stopped after", "a request" if time.monotonic() < deadline else "a minute")
finally:
    memory.close()
    memory.unlink()
