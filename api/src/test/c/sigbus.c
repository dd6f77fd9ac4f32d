/* Plays HotSpot for the machine code of SigbusGuard: sigbus FILE-OF-CODE. Ends with 0 when each kind of fault was met as it should. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#define PAGES 8

/* As SigbusGuard lays it out, in words of 8 bytes. */
enum { BEFORE, JVM_HANDLER, SLOTS_IN_USE, PAGE_MASK, PAGES_REPLACED, KNOWN = 8, KNOWN_BYTES = 160 };
enum { START, END, REPLACED, LINKS, SLOT_WORDS };

static volatile int asked, answer, passed_on;
static long page;

static void require(int holds, const char *what) {
    printf("%s: %s\n", what, holds ? "yes" : "NO");
    if (!holds) {
        exit(1);
    }
}

/* Steps over an instruction of three or four bytes when it is to say yes. */
static int jvm_handler(int signal, siginfo_t *info, void *context, int abort_if_unrecognized) {
    ucontext_t *user = context;
    asked++;
    if (signal != SIGBUS || info->si_code != BUS_ADRERR || abort_if_unrecognized) {
        _exit(2);
    }
#ifdef __aarch64__
    user->uc_mcontext.pc += answer ? 4 : 0;
#else
    user->uc_mcontext.gregs[REG_RIP] += answer ? 3 : 0;
#endif
    return answer;
}

static void handler_before(int signal, siginfo_t *info, void *context) {
    (void)signal, (void)context;
    passed_on++;
    mmap((void *)((uintptr_t)info->si_addr & (uintptr_t)-page), (size_t)page, PROT_READ | PROT_WRITE,
         MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static char *truncated(size_t bytes) {
    int file = memfd_create("truncated", 0);
    char *mapped;
    if (file < 0 || ftruncate(file, (off_t)bytes) != 0) {
        exit(2);
    }
    mapped = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED || ftruncate(file, 0) != 0) {
        exit(2);
    }
    return mapped;
}

static void step_over(char *gone) {
#ifdef __aarch64__
    __asm__ volatile("ldr w9, [%0]" : : "r"(gone) : "x9", "memory");
#else
    __asm__ volatile(".byte 0x0f, 0xb6, 0x07" : : "D"(gone) : "rax", "memory"); /* movzx eax, byte [rdi] */
#endif
}

/* What HotSpot must not be asked about: it could not step over it, or tried it for ever. */
static void unknown(char *gone) {
#ifdef __aarch64__
    __asm__ volatile("1: ldaxr x9, [%0]; stlxr w10, x9, [%0]; cbnz w10, 1b" : : "r"(gone) : "x9", "x10", "memory");
#else
    __asm__ volatile("movslq (%0), %%rax; mov %%eax, %%eax" : : "r"(gone) : "rax", "memory");
#endif
}

int main(int count, char **arguments) {
    char code[4096];
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    size_t bytes = file != NULL ? fread(code, 1, sizeof code, file) : 0;
    struct sigaction action;
    char *block, *region, *other;
    uint64_t *data, *slot, replaced;
    page = sysconf(_SC_PAGESIZE);
    block = mmap(NULL, (size_t)page + 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (bytes == 0 || block == MAP_FAILED) {
        return 2;
    }
    memcpy(block + page - sizeof code, code, bytes);
    data = (uint64_t *)(void *)(block + page);
    data[BEFORE] = (uint64_t)(uintptr_t)handler_before;
    data[JVM_HANDLER] = (uint64_t)(uintptr_t)jvm_handler;
    data[PAGE_MASK] = (uint64_t)-page;
    data[SLOTS_IN_USE] = 2;
    memset(data + KNOWN, 0xff, KNOWN_BYTES);
    /* All but MOVSXD. */
    ((unsigned char *)(data + KNOWN))[0x63 / 8] &= (unsigned char)~(1 << 0x63 % 8);
    region = truncated((size_t)page * PAGES);
    other = truncated((size_t)page);
    slot = data + 512 + SLOT_WORDS;
    slot[START] = (uint64_t)(uintptr_t)region;
    slot[END] = slot[START] + (uint64_t)page * PAGES;
    slot[LINKS] = 32;
    if (mprotect(block, (size_t)page, PROT_READ | PROT_EXEC) != 0) {
        return 2;
    }
    memset(&action, 0, sizeof action);
    action.sa_flags = SA_SIGINFO;
    action.sa_sigaction = (void (*)(int, siginfo_t *, void *))(uintptr_t)(block + page - sizeof code);
    if (sigaction(SIGBUS, &action, NULL) != 0) {
        return 2;
    }

    answer = 1;
    step_over(region + 5 * page);
    require(asked == 1 && data[PAGES_REPLACED] == 0 && slot[REPLACED] == 0, "what HotSpot steps over is left to it");
    answer = 0;
    require(*(volatile char *)(region + 3 * page) == 0 && asked == 2, "what it will not have finds zeros");
    require(data[PAGES_REPLACED] == 1 && slot[REPLACED] == 1, "and that is noted");
    region[3 * page] = 7;
    require(*(volatile char *)(region + 3 * page) == 7 && asked == 2, "the page stays");
    require(*(volatile char *)region == 0 && data[PAGES_REPLACED] == 2, "the first page goes, too");
    require(*(uint64_t *)(void *)(region + 24) == slot[START] + 32 && *(uint64_t *)(void *)(region + 32) == slot[START] + 32,
            "and has links that lead to itself");
    __atomic_fetch_add((long *)(void *)(region + 4 * page), 5, __ATOMIC_SEQ_CST);
    require(*(long *)(void *)(region + 4 * page) == 5, "an atomic addition finds zeros");
    answer = 1;
    replaced = data[PAGES_REPLACED];
    unknown(region + 6 * page);
    require(data[PAGES_REPLACED] == replaced + 1, "what HotSpot cannot step over finds zeros though it says yes");
    answer = 0;
    memset(region, 1, (size_t)page * PAGES);
    require(data[PAGES_REPLACED] == PAGES && region[PAGES * page - 1] == 1, "a whole region is written");
    require(passed_on == 0 && *(volatile char *)other == 0 && passed_on == 1, "faults of others are passed on");
    return 0;
}
