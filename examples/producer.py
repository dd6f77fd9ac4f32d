"""Writes numbers into shared memory for anybody to read: an i64 count, an i64 that others set to stop it, and a double.

Run it:  python3 examples/producer.py NAME
and read it with:  ./shm run examples/python-reader.jsh NAME
"""
import struct
import sys
import time
from multiprocessing import shared_memory

COUNT, STOP, VALUE = 0, 8, 16

memory = shared_memory.SharedMemory(name=sys.argv[1], create=True, size=4096)
try:
    deadline = time.monotonic() + 60
    count = 0
    while struct.unpack_from("<q", memory.buf, STOP)[0] == 0 and time.monotonic() < deadline:
        count += 1
        struct.pack_into("<d", memory.buf, VALUE, count / 2)
        struct.pack_into("<q", memory.buf, COUNT, count)
        time.sleep(0.01)
    print("stopped after", "a request" if time.monotonic() < deadline else "a minute")
finally:
    memory.close()
    memory.unlink()
