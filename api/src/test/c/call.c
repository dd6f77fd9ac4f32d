/* Calls the code of CallCode.java as a JVM does a native method, and looks at what reaches the function behind it. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { INSTRUCTION_BYTES = 16, PAGE_BYTES = 4096 };

static int64_t received;

static int function(int64_t argument) {
    received = argument;
    return -7;
}

int main(int count, char **arguments) {
    unsigned char instructions[INSTRUCTION_BYTES + 1];
    FILE *file = count == 2 ? fopen(arguments[1], "r") : NULL;
    if (file == NULL || fread(instructions, 1, sizeof instructions, file) != INSTRUCTION_BYTES) {
        fprintf(stderr, "call: expected a file of %d bytes\n", INSTRUCTION_BYTES);
        return 2;
    }
    fclose(file);
    unsigned char *code = mmap(NULL, PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (code == MAP_FAILED) {
        perror("call: mmap");
        return 2;
    }
    int (*target)(int64_t) = function;
    memcpy(code, instructions, INSTRUCTION_BYTES);
    memcpy(code + INSTRUCTION_BYTES, &target, sizeof target);
    if (mprotect(code, PAGE_BYTES, PROT_READ | PROT_EXEC) != 0) {
        perror("call: mprotect");
        return 2;
    }
    int (*method)(void *environment, void *class, int64_t argument);
    memcpy(&method, &code, sizeof method);
    const int64_t sent = 0x7fedcba987654321;
    int result = method(&received, instructions, sent);
    if (result != -7 || received != sent) {
        fprintf(stderr, "call: gave %d, and the function got %llx\n", result, (unsigned long long)received);
        return 1;
    }
    return 0;
}
