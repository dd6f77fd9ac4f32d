/*
 * Processes that do nothing but use regions, for measuring what it costs to look at them. Each maps some regions; the first
 * half hold a lock each, and each of the other half waits for one of these.
 */
#define _GNU_SOURCE
#include "baseline.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { MAPPED_BY_EACH = 50 };

static void *map(const char *prefix, int number) {
    char name[256];
    snprintf(name, sizeof name, "%s%d", prefix, number);
    int fd = open(name, O_RDWR | O_CLOEXEC);
    require(fd >= 0, name);
    void *start = mmap(NULL, REGION_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    require(start != MAP_FAILED, name);
    close(fd);
    return start;
}

static void use(const char *prefix, int regions, int index, int half, int ready) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; i < MAPPED_BY_EACH; i++) {
        map(prefix, (index * (MAPPED_BY_EACH / 2) + i) % regions);
    }
    pthread_mutex_t *mutex = map(prefix, index % half);
    if (index < half) {
        pthread_mutex_lock(mutex);
    }
    require(write(ready, "", 1) == 1, "telling that it is ready");
    if (index >= half) {
        pthread_mutex_lock(mutex);
    }
    for (;;) {
        pause();
    }
}

void run_region_users(const char *prefix, int regions, int processes) {
    int ready[2];
    char token;
    pid_t *users = calloc((size_t)processes, sizeof *users);
    require(users != NULL && pipe(ready) == 0, "preparing");
    for (int i = 0; i < processes; i++) {
        users[i] = fork();
        require(users[i] >= 0, "fork");
        if (users[i] == 0) {
            use(prefix, regions, i, processes / 2, ready[1]);
        }
        require(read(ready[0], &token, 1) == 1, "waiting for a process");
    }
    puts("ready");
    fflush(stdout);
    while (getchar() != EOF) {
    }
    for (int i = 0; i < processes; i++) {
        kill(users[i], SIGKILL);
    }
    free(users);
}
