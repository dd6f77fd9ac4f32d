// Reads what examples/producer.py writes. Python's shared memory has no lock and no header: a raw region, data from byte 0.
//   python3 examples/producer.py NAME
//   ./shm run examples/python-reader.jsh NAME
var region = shm(args[0]).raw().attach(Duration.ofSeconds(30))

// Python signals nobody, so this looks every 50 ms.
region.awaitLong(0, count -> count >= 5, Duration.ofSeconds(30))
System.out.println("a value from Python: " + region.getDouble(16))
System.out.println("it is half the count: " + (region.getDouble(16) <= region.getLongVolatile(0) / 2.0 + 0.5))

// Ask Python to stop; it removes the name itself.
region.putLongVolatile(8, 1)
region.close()
