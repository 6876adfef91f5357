/* Put before libc: writes down what is done to the files of one directory, and syncs nothing. See disk.rs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 0, CUT = 1, SYNC = 2, REMOVED = 3 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* The name of the file in the directory; NULL where it is another. */
static const char *ours(const char *path) {
    const char *directory = getenv("CUNZHAN_TEST_DISK");
    if (!directory) return NULL;
    size_t length = strlen(directory);
    if (strncmp(path, directory, length) != 0 || path[length] != '/') return NULL;
    const char *name = path + length + 1;
    size_t left = strlen(name);
    if (strchr(name, '/')) return NULL;
    if (left > 4 && strcmp(name + left - 4, "-shm") == 0) return NULL;
    return name;
}

static const char *ours_by_number(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    return ours(path);
}

static void note(uint32_t kind, const char *name, uint64_t at, const void *bytes, uint64_t length) {
    static int log = -1;
    uint32_t name_length = (uint32_t)strlen(name);
    struct iovec parts[6] = {
        {&kind, sizeof kind}, {&name_length, sizeof name_length}, {&at, sizeof at},
        {&length, sizeof length}, {(void *)name, name_length}, {(void *)bytes, length},
    };
    pthread_mutex_lock(&lock);
    if (log < 0) {
        const char *path = getenv("CUNZHAN_TEST_DISK_LOG");
        log = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    }
    ssize_t all = (ssize_t)(24 + name_length + length);
    if (writev(log, parts, 6) != all) abort();
    pthread_mutex_unlock(&lock);
}

#define NEXT(type, name) ((type)dlsym(RTLD_NEXT, name))

static ssize_t written_at(const char *function, int fd, const void *bytes, size_t count, off_t at) {
    typedef ssize_t (*next)(int, const void *, size_t, off_t);
    ssize_t done = NEXT(next, function)(fd, bytes, count, at);
    char path[PATH_MAX];
    const char *name = done > 0 ? ours_by_number(fd, path) : NULL;
    if (name) note(WRITE, name, (uint64_t)at, bytes, (uint64_t)done);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return written_at("pwrite", fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) {
    return written_at("pwrite64", fd, bytes, count, at);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    typedef ssize_t (*next)(int, const void *, size_t);
    char path[PATH_MAX];
    const char *name = ours_by_number(fd, path);
    off_t at = name ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = NEXT(next, "write")(fd, bytes, count);
    if (name && done > 0) note(WRITE, name, (uint64_t)at, bytes, (uint64_t)done);
    return done;
}

static int cut_to(const char *function, int fd, off_t length) {
    typedef int (*next)(int, off_t);
    int done = NEXT(next, function)(fd, length);
    char path[PATH_MAX];
    const char *name = done == 0 ? ours_by_number(fd, path) : NULL;
    if (name) note(CUT, name, (uint64_t)length, "", 0);
    return done;
}

int ftruncate(int fd, off_t length) { return cut_to("ftruncate", fd, length); }
int ftruncate64(int fd, off_t length) { return cut_to("ftruncate64", fd, length); }

/* What is in the page cache outlives a killed process: the log alone says what was synced. */
static int synced(int fd) {
    char path[PATH_MAX];
    const char *name = ours_by_number(fd, path);
    if (name) note(SYNC, name, 0, "", 0);
    return 0;
}

int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }

int unlink(const char *path) {
    typedef int (*next)(const char *);
    int done = NEXT(next, "unlink")(path);
    const char *name = done == 0 ? ours(path) : NULL;
    if (name) note(REMOVED, name, 0, "", 0);
    return done;
}
