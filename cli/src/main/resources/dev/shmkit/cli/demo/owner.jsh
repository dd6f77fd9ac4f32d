// Creates a secure region and counts in it under its lock. args[0] is the region's key.
var region = shm(args[0]).size(4096).secure().temporary();
region.runLocked(r -> r.putLong(0, 0));
System.out.println("ready");
System.in.read();
Thread.currentThread().setName("owner");
for (int i = 0; i < 5; i++) {
    region.runLocked(r -> { r.putLong(0, r.getLong(0) + 1); LockSupport.parkNanos(400_000_000); });
    LockSupport.parkNanos(200_000_000);
}
System.in.read();
