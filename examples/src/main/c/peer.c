/*
 * peer: plays a GEOPM process with plain pthread and mmap, without shmkit, to show and to test that regions are the same
 * bytes in both worlds.
 *
 *     cc -std=c11 -O2 -Wall -Wextra -Werror -pthread -o peer peer.c
 *     ./peer create /demo 4096 && ./peer put /demo 0 42        # in one shell
 *     ./shm show /demo                                         # in another; or attach to it from JShell
 *
 * A region is a file: 64 bytes that begin with a pthread_mutex_t (ERRORCHECK, PSHARED), then the data. As in
 * geopm::SharedMemory, the file is made under its final name, sized, mapped, and only then is the mutex initialised.
 *
 * The key "/name" is /run/user/<uid>/name when that directory exists, else /dev/shm/name. A key with another slash is the
 * path of a file. Exit status: 0 done, 1 failed with one line on stderr, 2 wrong usage.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { HEADER_BYTES = 64, MOST_NESTED = 16 };

static const char USAGE[] =
    "usage: peer create KEY SIZE [--slow]  make a region of SIZE data bytes; --slow: after each step wait for a line\n"
    "       peer create KEY SIZE --robust  the same, with a lock that the kernel takes from a holder that dies\n"
    "       peer attach KEY                print the region's size in bytes\n"
    "       peer put KEY OFFSET VALUE      write an int64 under the lock\n"
    "       peer get KEY OFFSET            print the int64 there, read under the lock\n"
    "       peer add KEY OFFSET N          N times: lock, add 1 to the int64, unlock\n"
    "       peer hold KEY                  lock, print \"held TID\", wait for a line, unlock, print \"released\"\n"
    "       peer compute KEY               the same, but compute until the int64 at 0 is not 0\n"
    "       peer turns KEY                 lock, compute for 5 ms, unlock, and so on, until the int64 at 0 is not 0\n"
    "       peer chain KEY NEXT            lock KEY, print \"held TID\", wait for a line, lock NEXT, print \"both\", unlock both\n"
    "       peer nest KEY KEY...           lock some of the regions, each time in this order, until the first's int64 at 0 is not 0\n"
    "       peer die KEY                   lock, print \"held TID\", end by SIGKILL\n"
    "       peer leave KEY                 lock, print \"held TID\", unmap, wait for a line, end without unlocking\n"
    "       peer relock KEY                lock twice, print the error's name\n"
    "       peer unlock KEY                unlock without having locked, print the error's name\n"
    "       peer trylock KEY               print OK, or EBUSY when the lock is held\n"
    "       peer await KEY OFFSET VALUE    wait until the int64 there is VALUE, by a futex on it\n"
    "       peer signal KEY OFFSET VALUE   write the int64 without the lock, and wake who awaits it\n"
    "       peer stress KEY                take the lock in every way, checking int64s at 0, 8 and 16, until that at 24 is not 0\n"
    "       peer app KEY MILLIS            play an application: fill a row of 64 bytes for each CPU, and progress for so long\n"
    "       peer unlink KEY                remove the region's name\n";

_Static_assert(sizeof(pthread_mutex_t) <= HEADER_BYTES, "the mutex fits into the header");

struct region {
    const char *key;
    pthread_mutex_t *mutex;
    char *data;
    int64_t size; /* of the data, in bytes */
};

static _Noreturn void fail(const char *what, const char *key, int error) {
    fprintf(stderr, "peer: %s %s: %s\n", what, key, strerror(error));
    exit(1);
}

static const char *error_name(int error) {
    switch (error) {
        case 0: return "OK";
        case EPERM: return "EPERM";
        case EBUSY: return "EBUSY";
        case EDEADLK: return "EDEADLK";
        default: return strerror(error);
    }
}

static int64_t number(const char *text, int64_t least) {
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value < least) {
        fprintf(stderr, "peer: \"%s\" is not a number of at least %" PRId64 "\n", text, least);
        exit(2);
    }
    return value;
}

/* Reports a state to whoever watches, at once. */
static void say(const char *state, int64_t value) {
    printf("%s %" PRId64 "\n", state, value);
    fflush(stdout);
}

static void wait_for_line(void) {
    int c;
    do {
        c = getchar();
    } while (c != '\n' && c != EOF);
}

static const char *path_of(const char *key) {
    static char path[PATH_MAX];
    struct stat status;
    const char *name = key + (*key == '/');
    if (strchr(name, '/') != NULL) {
        return key;
    }
    snprintf(path, sizeof path, "/run/user/%u", (unsigned)getuid());
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode)) {
        snprintf(path, sizeof path, "/dev/shm");
    }
    size_t used = strlen(path);
    if (snprintf(path + used, sizeof path - used, "/%s", name) >= (int)(sizeof path - used)) {
        fail("naming", key, ENAMETOOLONG);
    }
    return path;
}

static struct region map(const char *key, int fd, int64_t size) {
    char *start = mmap(NULL, (size_t)(HEADER_BYTES + size), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (start == MAP_FAILED) {
        fail("mapping", key, errno);
    }
    close(fd);
    return (struct region){key, (pthread_mutex_t *)(void *)start, start + HEADER_BYTES, size};
}

static void initialise(pthread_mutex_t *mutex, int robust) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    if (robust) {
        pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    }
    pthread_mutex_init(mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

/* Steps as far apart as somebody wants them: an attacher must bear to see every one. */
static void step(const char *name, int slow, int64_t size) {
    if (slow) {
        say(name, size);
        wait_for_line();
    }
}

static void create(const char *key, int64_t size, int slow, int robust) {
    if (size > INT64_MAX - HEADER_BYTES) {
        fail("sizing", key, EFBIG);
    }
    umask(0); /* so that 0666 is what the file gets: any user may attach, as with GEOPM's make_unique_owner() */
    int fd = open(path_of(key), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        fail("creating", key, errno);
    }
    step("opened", slow, size);
    if (ftruncate(fd, HEADER_BYTES + size) != 0) {
        fail("sizing", key, errno);
    }
    step("sized", slow, size);
    initialise(map(key, fd, size).mutex, robust);
    say("created", size);
}

static struct region attach(const char *key) {
    struct stat status;
    int fd = open(path_of(key), O_RDWR | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &status) != 0) {
        fail("attaching to", key, errno);
    }
    if (status.st_size <= HEADER_BYTES) {
        fail("attaching to", key, EINVAL);
    }
    return map(key, fd, status.st_size - HEADER_BYTES);
}

static void remove_name(const char *key) {
    if (unlink(path_of(key)) != 0) {
        fail("unlinking", key, errno);
    }
}

static void lock(struct region region) {
    int error = pthread_mutex_lock(region.mutex);
    if (error == EOWNERDEAD) { /* robust: the lock is ours; the one int64 that is ever half done needs no repair */
        error = pthread_mutex_consistent(region.mutex);
        say("inherited", syscall(SYS_gettid));
    }
    if (error != 0) {
        fail("locking", region.key, error);
    }
}

static void unlock(struct region region) {
    int error = pthread_mutex_unlock(region.mutex);
    if (error != 0) {
        fail("unlocking", region.key, error);
    }
}

static char *int64_at(struct region region, int64_t offset) {
    if (offset > region.size - (int64_t)sizeof(int64_t)) {
        fail("reaching beyond the end of", region.key, ERANGE);
    }
    return region.data + offset;
}

static void put(struct region region, int64_t offset, int64_t value) {
    char *place = int64_at(region, offset);
    lock(region);
    memcpy(place, &value, sizeof value);
    unlock(region);
}

static int64_t get(struct region region, int64_t offset) {
    const char *place = int64_at(region, offset);
    int64_t value;
    lock(region);
    memcpy(&value, place, sizeof value);
    unlock(region);
    return value;
}

static void add(struct region region, int64_t offset, int64_t count) {
    char *place = int64_at(region, offset);
    say("adding", count);
    for (int64_t i = 0; i < count; i++) {
        int64_t value;
        lock(region);
        memcpy(&value, place, sizeof value);
        value++;
        memcpy(place, &value, sizeof value);
        unlock(region);
    }
    say("added", count);
}

/* The futex is the number's low half: its first 32 bits on a little-endian machine. Not private: other processes wait. */
static void await(struct region region, int64_t offset, int64_t value) {
    int64_t *place = (int64_t *)(void *)int64_at(region, offset);
    say("awaiting", value);
    for (;;) {
        int64_t seen = __atomic_load_n(place, __ATOMIC_SEQ_CST);
        if (seen == value) {
            break;
        }
        syscall(SYS_futex, place, FUTEX_WAIT, (uint32_t)seen, NULL, NULL, 0);
    }
    say("seen", value);
}

static void send_signal(struct region region, int64_t offset, int64_t value) {
    int64_t *place = (int64_t *)(void *)int64_at(region, offset);
    __atomic_store_n(place, value, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, place, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

/* At random: lock, try, or wait for at most 0.2 ms. True when the lock is held. */
static int take(struct region region, unsigned *random) {
    int way = rand_r(random) % 3;
    struct timespec deadline;
    if (way == 0) {
        lock(region);
        return 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_nsec += rand_r(random) % 200000;
    deadline.tv_sec += deadline.tv_nsec / 1000000000;
    deadline.tv_nsec %= 1000000000;
    int error = way == 1 ? pthread_mutex_trylock(region.mutex)
                         : pthread_mutex_clocklock(region.mutex, CLOCK_MONOTONIC, &deadline);
    if (error != 0 && error != EBUSY && error != ETIMEDOUT) {
        fail("locking", region.key, error);
    }
    return error == 0;
}

/* The same numbers as the JVM's Stresser: whatever overlaps with the critical section tears them apart. */
static void stress(struct region region) {
    volatile int64_t *count = (int64_t *)(void *)int64_at(region, 0);
    volatile int64_t *doubled = count + 1, *inside = count + 2;
    int64_t *stop = (int64_t *)(void *)int64_at(region, 24);
    unsigned random = (unsigned)getpid();
    int64_t times = 0;
    say("stressing", 1);
    while (__atomic_load_n(stop, __ATOMIC_SEQ_CST) == 0) {
        if (take(region, &random)) {
            if (*doubled != 2 * *count || *inside != 0) {
                fail("overlapping in", region.key, EINVAL);
            }
            *inside = 1;
            *count = *count + 1;
            *doubled = 2 * *count;
            *inside = 0;
            times++;
            unlock(region);
        }
    }
    say("times", times);
}

/* A row of GEOPM's application status: what runs on one CPU, and how much of its work is done. */
struct cpu_status {
    int32_t process;
    uint32_t hint;
    uint32_t hash;
    uint32_t total_work;
    uint32_t completed_work;
    char padding[44];
};

_Static_assert(sizeof(struct cpu_status) == 64, "a row is a cache line");

/* Every CPU has more to do than the one before, and does it at the same speed until the time is over. */
static void app(struct region region, int64_t millis) {
    volatile struct cpu_status *rows = (struct cpu_status *)(void *)region.data;
    int64_t cpus = region.size / (int64_t)sizeof(struct cpu_status);
    enum { STEPS = 200, WORK = 1000, HINT_COMPUTE = 2 };
    struct timespec pause = {millis / STEPS / 1000, millis % (STEPS * 1000) * 1000000 / STEPS % 1000000000};
    for (int64_t cpu = 0; cpu < cpus; cpu++) {
        rows[cpu].process = getpid();
        rows[cpu].hint = HINT_COMPUTE;
        rows[cpu].hash = 0x9e3779b9u + (uint32_t)cpu;
        rows[cpu].total_work = (uint32_t)(WORK * (cpu + 1));
        rows[cpu].completed_work = 0;
    }
    say("working", cpus);
    for (int64_t done = 1; done <= STEPS; done++) {
        nanosleep(&pause, NULL);
        for (int64_t cpu = 0; cpu < cpus; cpu++) {
            int64_t completed = done * WORK * cpus / STEPS;
            rows[cpu].completed_work = completed < rows[cpu].total_work ? (uint32_t)completed : rows[cpu].total_work;
        }
    }
    say("worked", cpus);
}

static void hold(struct region region) {
    lock(region);
    say("held", syscall(SYS_gettid));
    wait_for_line();
    unlock(region);
    puts("released");
}

static void compute(struct region region) {
    volatile int64_t *ended = (volatile int64_t *)region.data;
    lock(region);
    say("held", syscall(SYS_gettid));
    while (*ended == 0) {
    }
    unlock(region);
    puts("released");
}

static int64_t now_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void turns(struct region region) {
    volatile int64_t *ended = (volatile int64_t *)region.data;
    say("taking", syscall(SYS_gettid));
    while (*ended == 0) {
        lock(region);
        for (int64_t end = now_nanos() + 5000000; now_nanos() < end;) {
        }
        unlock(region);
    }
}

/* Half of a deadlock: another process does the same the other way round. */
static void chain(struct region region, struct region next) {
    lock(region);
    say("held", syscall(SYS_gettid));
    wait_for_line();
    lock(next);
    puts("both");
    unlock(next);
    unlock(region);
}

/* Never a deadlock, however many do it: all take the locks in the same order. */
static void nest(struct region *regions, int count) {
    const int64_t *stop = (const int64_t *)(const void *)int64_at(regions[0], 0);
    unsigned random = (unsigned)getpid();
    int64_t times = 0;
    say("nesting", count);
    while (__atomic_load_n(stop, __ATOMIC_SEQ_CST) == 0) {
        unsigned chosen = (unsigned)rand_r(&random);
        for (int i = 0; i < count; i++) {
            if (chosen >> i & 1) {
                lock(regions[i]);
            }
        }
        if (chosen % 8 == 0) {
            usleep(chosen % 3000);
        }
        for (int i = count - 1; i >= 0; i--) {
            if (chosen >> i & 1) {
                unlock(regions[i]);
            }
        }
        times++;
    }
    say("times", times);
}

static void die(struct region region) {
    lock(region);
    say("held", syscall(SYS_gettid));
    kill(getpid(), SIGKILL);
}

/* Not even the kernel can tell the others: at the end of a thread it looks for its robust locks where they were mapped. */
static void leave(struct region region) {
    lock(region);
    say("held", syscall(SYS_gettid));
    munmap(region.mutex, (size_t)(HEADER_BYTES + region.size));
    say("unmapped", region.size);
    wait_for_line();
    _exit(0);
}

static void relock(struct region region) {
    lock(region);
    puts(error_name(pthread_mutex_lock(region.mutex)));
    unlock(region);
}

static void try_lock(struct region region) {
    int error = pthread_mutex_trylock(region.mutex);
    puts(error_name(error));
    if (error == 0) {
        unlock(region);
    }
}

/* Carries out the command with its name and so many arguments after the key; false when there is none. */
static int run(const char *key, int count, char **arguments) {
    const char *command = arguments[-2];
#define COMMAND(name, arity) (count == (arity) && strcmp(command, name) == 0)
    if (COMMAND("create", 1)) {
        create(key, number(arguments[0], 1), 0, 0);
    } else if (COMMAND("create", 2) && strcmp(arguments[1], "--slow") == 0) {
        create(key, number(arguments[0], 1), 1, 0);
    } else if (COMMAND("create", 2) && strcmp(arguments[1], "--robust") == 0) {
        create(key, number(arguments[0], 1), 0, 1);
    } else if (COMMAND("put", 2)) {
        int64_t offset = number(arguments[0], 0);
        int64_t value = number(arguments[1], INT64_MIN);
        put(attach(key), offset, value);
    } else if (COMMAND("get", 1)) {
        int64_t offset = number(arguments[0], 0);
        printf("%" PRId64 "\n", get(attach(key), offset));
    } else if (COMMAND("add", 2)) {
        int64_t offset = number(arguments[0], 0);
        int64_t times = number(arguments[1], 0);
        add(attach(key), offset, times);
    } else if (COMMAND("await", 2)) {
        int64_t offset = number(arguments[0], 0);
        await(attach(key), offset, number(arguments[1], INT64_MIN));
    } else if (COMMAND("signal", 2)) {
        int64_t offset = number(arguments[0], 0);
        send_signal(attach(key), offset, number(arguments[1], INT64_MIN));
    } else if (COMMAND("stress", 0)) {
        stress(attach(key));
    } else if (COMMAND("app", 1)) {
        int64_t millis = number(arguments[0], 1);
        app(attach(key), millis);
    } else if (COMMAND("chain", 1)) {
        struct region region = attach(key);
        chain(region, attach(arguments[0]));
    } else if (count > 0 && count < MOST_NESTED && strcmp(command, "nest") == 0) {
        struct region regions[MOST_NESTED] = {attach(key)};
        for (int i = 0; i < count; i++) {
            regions[i + 1] = attach(arguments[i]);
        }
        nest(regions, count + 1);
    } else if (COMMAND("attach", 0)) {
        printf("%" PRId64 "\n", attach(key).size);
    } else if (COMMAND("hold", 0)) {
        hold(attach(key));
    } else if (COMMAND("compute", 0)) {
        compute(attach(key));
    } else if (COMMAND("turns", 0)) {
        turns(attach(key));
    } else if (COMMAND("die", 0)) {
        die(attach(key));
    } else if (COMMAND("leave", 0)) {
        leave(attach(key));
    } else if (COMMAND("relock", 0)) {
        relock(attach(key));
    } else if (COMMAND("unlock", 0)) {
        puts(error_name(pthread_mutex_unlock(attach(key).mutex)));
    } else if (COMMAND("trylock", 0)) {
        try_lock(attach(key));
    } else if (COMMAND("unlink", 0)) {
        remove_name(key);
    } else {
        return 0;
    }
#undef COMMAND
    return 1;
}

int main(int argc, char **argv) {
    if (argc < 3 || !run(argv[2], argc - 3, argv + 3)) {
        fputs(USAGE, stderr);
        return 2;
    }
    return 0;
}
