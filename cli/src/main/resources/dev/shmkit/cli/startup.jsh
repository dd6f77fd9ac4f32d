import dev.shmkit.*;
import static dev.shmkit.dsl.Shm.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.locks.LockSupport;
import java.util.function.*;
import java.util.stream.*;
