/* Taking and releasing the mutex of a region, with one addition inside. */
#define _GNU_SOURCE
#include "baseline.h"

#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

enum { THREADS = 2 };

struct additions {
    pthread_mutex_t *mutex;
    volatile long *value;
    long count;
};

static void *add(void *argument) {
    const struct additions *additions = argument;
    for (long i = 0; i < additions->count; i++) {
        require(pthread_mutex_lock(additions->mutex) == 0, "lock");
        ++*additions->value;
        require(pthread_mutex_unlock(additions->mutex) == 0, "unlock");
    }
    return NULL;
}

static struct additions additions_in(char *start, long count) {
    return (struct additions){(pthread_mutex_t *)(void *)start, (long *)(void *)(start + HEADER_BYTES), count};
}

static void end(int fd, char *start) {
    munmap(start, REGION_BYTES);
    close(fd);
}

static void plain_batch(long count) {
    char *start;
    const char *path = path_of("lock");
    int fd = create_region(path, &start);
    unlink(path);
    struct additions additions = additions_in(start, count);
    add(&additions);
    end(fd, start);
}

static void robust_batch(long count) {
    char *start;
    const char *path = path_of("lock");
    int fd = create_robust_region(path, &start);
    unlink(path);
    struct additions additions = additions_in(start, count);
    add(&additions);
    end(fd, start);
}

static void threads_batch(long count) {
    char *start;
    const char *path = path_of("lock");
    int fd = create_region(path, &start);
    unlink(path);
    struct additions additions = additions_in(start, count / THREADS);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        require(pthread_create(&threads[i], NULL, add, &additions) == 0, "pthread_create");
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    end(fd, start);
}

const struct row lock_rows[] = {
    {"lock", plain_batch}, {"lock-robust", robust_batch}, {"lock-threads", threads_batch}, {NULL, NULL}};
