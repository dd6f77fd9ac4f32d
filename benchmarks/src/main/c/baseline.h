/* What a row of the C baseline is. One file a row family; baseline.c lists the families. */
#ifndef SHMKIT_BASELINE_H
#define SHMKIT_BASELINE_H

#include <pthread.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { HEADER_BYTES = 64, DATA_BYTES = 4096, REGION_BYTES = HEADER_BYTES + DATA_BYTES };

struct row {
    const char *name;          /* as in the Java class Worker */
    void (*batch)(long count); /* does the row's operation that often */
};

/* Each ends with a row without a name. */
extern const struct row region_rows[];
extern const struct row lock_rows[];
extern const struct row scoped_rows[];

/* What several processes do at once in a region that they all have attached. */
struct shared_row {
    const char *name;                                    /* as in the Java class CrowdMember */
    void (*answer)(char *start, int index, long order); /* does what is ordered and prints the answer */
};

extern const struct shared_row shared_rows[];

/* The path of a key of this process in the directory that shmkit would choose. */
const char *path_of(const char *name);

/* Makes a region as shmkit does, mapped at *start, and returns its descriptor. */
int create_region(const char *path, char **start);

/* The same with a mutex that survives its holders. */
int create_robust_region(const char *path, char **start);

/* Maps somebody else's region. */
char *attach_region(const char *path);

/* Starts processes that map regions PREFIX0, PREFIX1 …, says "ready", and ends them when its input ends. */
void run_region_users(const char *prefix, int regions, int processes);

long now_nanos(void);

/* Ends with a line on stderr when ok is 0. */
void require(int ok, const char *what);

#ifdef __cplusplus
}
#endif

#endif
