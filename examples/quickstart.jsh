// The first five minutes with shmkit. Run it:  ./shm run examples/quickstart.jsh
// At a prompt (./shm jshell) type the same lines and see each value.

// A region has a key, a size and a lock. secure() keeps it to your own user. The body runs with the lock held;
// what it returns is returned.
shm("quickstart").size(4096).secure().withLock(r -> r.putLong(0, 42))
long answer = shm("quickstart").withLock(r -> r.getLong(0))
System.out.println("the answer is " + answer)

// Several statements: runLocked.
shm("quickstart").runLocked(r -> {
    r.putString(64, "héllo, C");
    r.putDouble(8, 2.5);
})

// Who has it, and who holds its lock, on the whole machine.
System.out.println(regions())

// A region of your own to keep: whoever opens it closes it.
var region = shm("quickstart").attach(Duration.ofSeconds(1))
System.out.println(region + " says " + region.getString(64))
var lock = region.lock()
System.out.println("lock: " + region.lockState())
lock.close()
System.out.println("lock: " + region.lockState())
region.close()

// Atomic without the lock: seen by C and other JVMs as C11 atomics.
long before = shm("quickstart").withLock(r -> r.getAndAddLong(0, 1))
System.out.println("counted on from " + before)

// close() ends our mapping, unlink() removes the name.
shm("quickstart").unlink()
