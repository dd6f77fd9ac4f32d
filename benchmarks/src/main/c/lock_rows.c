/* Taking and releasing the mutex of a region. */
#define _GNU_SOURCE
#include "baseline.h"

#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

static void uncontended_batch(long count) {
    char *start;
    const char *path = path_of("lock");
    int fd = create_region(path, &start);
    unlink(path);
    pthread_mutex_t *mutex = (pthread_mutex_t *)(void *)start;
    for (long i = 0; i < count; i++) {
        pthread_mutex_lock(mutex);
        pthread_mutex_unlock(mutex);
    }
    munmap(start, REGION_BYTES);
    close(fd);
}

const struct row lock_rows[] = {{"lock-uncontended", uncontended_batch}, {NULL, NULL}};
