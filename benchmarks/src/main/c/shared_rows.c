/* Several processes at one lock; the same as the Java class CrowdMember. */
#define _GNU_SOURCE
#include "baseline.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum { ADDITIONS_PER_LOOK = 32, FALLING_ASLEEP_NANOS = 50000, LONGS_PER_LINE = 8 };

static pthread_mutex_t *mutex_of(char *start) {
    return (pthread_mutex_t *)(void *)start;
}

/* Counts additions for so many milliseconds. */
static void answer_contended(char *start, int index, long millis) {
    (void)index;
    pthread_mutex_t *mutex = mutex_of(start);
    volatile long *value = (long *)(void *)(start + HEADER_BYTES);
    long until = now_nanos() + millis * 1000000;
    long count = 0;
    while (now_nanos() < until) {
        for (int i = 0; i < ADDITIONS_PER_LOOK; i++) {
            require(pthread_mutex_lock(mutex) == 0, "lock");
            ++*value;
            require(pthread_mutex_unlock(mutex) == 0, "unlock");
        }
        count += ADDITIONS_PER_LOOK;
    }
    printf("%ld\n", count);
}

static int ascending(const void *left, const void *right) {
    long a = *(const long *)left;
    long b = *(const long *)right;
    return (a > b) - (a < b);
}

static void await(const long *word, long least) {
    while (__atomic_load_n(word, __ATOMIC_SEQ_CST) < least) {
        ;
    }
}

static void pause_nanos(long nanos) {
    long until = now_nanos() + nanos;
    while (now_nanos() < until) {
        ;
    }
}

/* Two processes take turns, each asleep when the other unlocks; from there to waking up with the lock is one hand-over. */
static void answer_handoff(char *start, int index, long count) {
    pthread_mutex_t *mutex = mutex_of(start);
    long *taken = (long *)(void *)(start + HEADER_BYTES);
    long *wanted = taken + LONGS_PER_LINE;
    volatile long *unlocked_at = taken + 2 * LONGS_PER_LINE;
    long *latencies = malloc((size_t)count * sizeof *latencies);
    int seen = 0;
    for (long i = 0; i < count; i++) {
        long turn = 2 * i + index;
        await(taken, turn);
        __atomic_store_n(wanted, turn, __ATOMIC_SEQ_CST);
        require(pthread_mutex_lock(mutex) == 0, "lock");
        if (turn > 0) {
            latencies[seen++] = now_nanos() - *unlocked_at;
        }
        if (turn + 1 < 2 * count) {
            __atomic_store_n(taken, turn + 1, __ATOMIC_SEQ_CST);
            await(wanted, turn + 1);
            pause_nanos(FALLING_ASLEEP_NANOS);
        } else {
            __atomic_store_n(wanted, 0, __ATOMIC_SEQ_CST);
            __atomic_store_n(taken, 0, __ATOMIC_SEQ_CST);
        }
        *unlocked_at = now_nanos();
        require(pthread_mutex_unlock(mutex) == 0, "unlock");
    }
    qsort(latencies, (size_t)seen, sizeof *latencies, ascending);
    printf("%ld %ld %ld\n", latencies[seen / 2], latencies[seen * 99 / 100], latencies[(long)seen * 999 / 1000]);
    free(latencies);
}

const struct shared_row shared_rows[] = {
    {"contended", answer_contended}, {"handoff", answer_handoff}, {NULL, NULL}};
