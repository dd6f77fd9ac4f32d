// Another process that wants the same lock. args[0] is the region's key.
var region = shm(args[0]);
region.attach(Duration.ofSeconds(30)).close();
System.out.println("ready");
System.in.read();
Thread.currentThread().setName("contender");
for (int i = 0; i < 5; i++) {
    region.runLocked(r -> { r.putLong(0, r.getLong(0) + 1); LockSupport.parkNanos(300_000_000); });
    LockSupport.parkNanos(100_000_000);
}
