/*
 * baseline: the operations of the benchmark's rows in C and C++, as fast as they do them.
 *
 *     cc -std=c11 -O2 -pthread -c *.c && g++ -O2 -pthread -o baseline *.cc *.o
 *     echo 1000 | ./baseline create
 *
 * For each line with a count on stdin it does that many operations and prints how many nanoseconds they took together.
 * Rows of several processes are given the region's path and the process's index as well: see shared_rows.c. What is there
 * to be looked at and does nothing is in region_users.c.
 */
#define _GNU_SOURCE
#include "baseline.h"

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

long now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000 + time.tv_nsec;
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

static void run_alone(const char *name) {
    const struct row *row = find(name);
    long count;
    while (scanf("%ld", &count) == 1) {
        long started = now_nanos();
        row->batch(count);
        printf("%ld\n", now_nanos() - started);
        fflush(stdout);
    }
}

static void run_shared(const char *name, const char *path, int index) {
    const struct shared_row *row = shared_rows;
    while (row->name != NULL && strcmp(row->name, name) != 0) {
        row++;
    }
    require(row->name != NULL, name);
    char *start = attach_region(path);
    long order;
    while (scanf("%ld", &order) == 1) {
        row->answer(start, index, order);
        fflush(stdout);
    }
}

int main(int argc, char **argv) {
    if (argc == 2) {
        run_alone(argv[1]);
    } else if (argc == 4) {
        run_shared(argv[1], argv[2], atoi(argv[3]));
    } else if (argc == 5 && strcmp(argv[1], "users") == 0) {
        run_region_users(argv[2], atoi(argv[3]), atoi(argv[4]));
    } else {
        fprintf(stderr, "usage: baseline ROW [PATH INDEX] | users PREFIX REGIONS PROCESSES\n");
        return 2;
    }
    return 0;
}
