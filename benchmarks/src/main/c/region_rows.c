/* Creating, attaching and removing a region: the system calls that shmkit's promises need, and no others. */
#define _GNU_SOURCE
#include "baseline.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Looks for the user's directory each time, as GEOPM and shmkit do. */
static const char *directory(void) {
    static char of_user[64];
    struct stat status;
    snprintf(of_user, sizeof of_user, "/run/user/%u", (unsigned)getuid());
    return stat(of_user, &status) == 0 && S_ISDIR(status.st_mode) ? of_user : "/dev/shm";
}

const char *path_of(const char *name) {
    static char path[128];
    static const char *run; /* Looked up once: it is no part of what is measured. */
    if (run == NULL && (run = getenv("SHMKIT_BENCHMARK_RUN")) == NULL) {
        run = "0";
    }
    snprintf(path, sizeof path, "%s/shmkit-baseline-%s-%s-%d", directory(), run, name, (int)getpid());
    return path;
}

static char *map(int fd, size_t length) {
    char *start = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    require(start != MAP_FAILED, "mmap");
    return start;
}

static void initialise(char *start, int robust) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, robust);
    pthread_mutex_init((pthread_mutex_t *)(void *)start, &attributes);
    pthread_mutexattr_destroy(&attributes);
    uint64_t note[2] = {(uint64_t)getpid() << 32 | 1, 1};
    memcpy(start + 48, note, sizeof note);
}

static int create(const char *path, char **start, int robust) {
    char self[64];
    int fd = open(directory(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    require(fd >= 0, "open O_TMPFILE");
    require(posix_fallocate(fd, 0, REGION_BYTES) == 0, "posix_fallocate");
    *start = map(fd, REGION_BYTES);
    initialise(*start, robust);
    require(fchmod(fd, 0666) == 0, "fchmod");
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    require(linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0, "linkat");
    return fd;
}

int create_region(const char *path, char **start) {
    return create(path, start, PTHREAD_MUTEX_STALLED);
}

int create_robust_region(const char *path, char **start) {
    return create(path, start, PTHREAD_MUTEX_ROBUST);
}

char *attach_region(const char *path) {
    int fd = open(path, O_RDWR | O_CLOEXEC);
    require(fd >= 0, path);
    return map(fd, REGION_BYTES);
}

/* Never another file that has taken the name. */
static void unlink_if_same(const char *path, const struct stat *identity) {
    struct stat now;
    require(lstat(path, &now) == 0, "lstat");
    require(now.st_ino == identity->st_ino && now.st_dev == identity->st_dev, "identity");
    require(unlink(path) == 0, "unlink");
}

static void create_batch(long count) {
    for (long i = 0; i < count; i++) {
        char *start;
        struct stat identity;
        const char *path = path_of("create");
        int fd = create_region(path, &start);
        require(fstat(fd, &identity) == 0, "fstat");
        unlink_if_same(path, &identity);
        munmap(start, REGION_BYTES);
        close(fd);
    }
}

static void attach_batch(long count) {
    char *made;
    const char *name = path_of("attach");
    int maker = create_region(name, &made);
    for (long i = 0; i < count; i++) {
        struct stat status;
        int fd = open(path_of("attach"), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        require(fd >= 0, "open");
        require(fstat(fd, &status) == 0 && S_ISREG(status.st_mode), "fstat");
        char *start = map(fd, (size_t)status.st_size);
        int kind;
        memcpy(&kind, start + 16, sizeof kind);
        require(kind == (2 | 128), "mutex kind");
        munmap(start, (size_t)status.st_size);
        close(fd);
    }
    unlink(path_of("attach"));
    munmap(made, REGION_BYTES);
    close(maker);
}

const struct row region_rows[] = {{"create", create_batch}, {"attach", attach_batch}, {NULL, NULL}};
