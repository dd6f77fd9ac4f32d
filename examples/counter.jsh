// A counter that several processes share, with the lock inside the region. Run it as often as you like, also at once:
//   ./shm run examples/counter.jsh KEY TIMES
// The last one to run can remove it:  ./shm rm KEY

if (args.length != 2) {
    System.err.println("usage: ./shm run examples/counter.jsh KEY TIMES");
    System.exit(2);
}
var key = args[0]
int times = Integer.parseInt(args[1])

// The first one creates the region, the others find it. withLock holds the lock while the body runs.
for (int i = 0; i < times; i++) {
    shm(key).size(64).withLock(r -> r.putLong(0, r.getLong(0) + 1));
}
long count = shm(key).withLock(r -> r.getLong(0))
System.out.println("counted " + times + " times, it is " + count + " now")

// One number alone needs no lock: an atomic addition, seen by C as C11's.
long before = shm(key).withLock(r -> r.getAndAddLong(8, 1))
System.out.println(before + " other processes have counted before")
