/*
 * baseline: the operations of the benchmark's rows in C and C++, as fast as they do them.
 *
 *     cc -std=c11 -O2 -pthread -c *.c && g++ -O2 -pthread -o baseline *.cc *.o
 *     echo 1000 | ./baseline create
 *
 * For each line with a count on stdin it does that many operations and prints how many nanoseconds they took together.
 */
#define _GNU_SOURCE
#include "baseline.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct row *const FAMILIES[] = {region_rows, lock_rows, scoped_rows};

void require(int ok, const char *what) {
    if (!ok) {
        perror(what);
        exit(1);
    }
}

static int64_t now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static const struct row *find(const char *name) {
    for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++) {
        for (const struct row *row = FAMILIES[i]; row->name != NULL; row++) {
            if (strcmp(row->name, name) == 0) {
                return row;
            }
        }
    }
    fprintf(stderr, "baseline: there is no row \"%s\"\n", name);
    exit(2);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: baseline ROW\n");
        return 2;
    }
    const struct row *row = find(argv[1]);
    long count;
    while (scanf("%ld", &count) == 1) {
        int64_t started = now_nanos();
        row->batch(count);
        printf("%" PRId64 "\n", now_nanos() - started);
        fflush(stdout);
    }
    return 0;
}
