/* The lock as GEOPM's geopm::SharedMemory gives it: a heap object that unlocks when it goes out of scope. */
#include "baseline.h"

#include <memory>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace {
class ScopedLock {
  public:
    explicit ScopedLock(pthread_mutex_t *mutex) : m_mutex(mutex) {
        int error = pthread_mutex_lock(m_mutex);
        if (error != 0) {
            throw std::system_error(error, std::generic_category(), "pthread_mutex_lock");
        }
    }
    ScopedLock(const ScopedLock &) = delete;
    ScopedLock &operator=(const ScopedLock &) = delete;
    virtual ~ScopedLock() {
        (void)pthread_mutex_unlock(m_mutex);
    }

  private:
    pthread_mutex_t *m_mutex;
};

class SharedMemory {
  public:
    virtual ~SharedMemory() = default;
    virtual std::unique_ptr<ScopedLock> get_scoped_lock() = 0;
    virtual void *pointer() const = 0;
};

class Region : public SharedMemory {
  public:
    Region() {
        const char *path = path_of("scoped");
        m_fd = create_region(path, &m_start);
        unlink(path);
    }
    ~Region() override {
        munmap(m_start, REGION_BYTES);
        close(m_fd);
    }
    std::unique_ptr<ScopedLock> get_scoped_lock() override {
        return std::make_unique<ScopedLock>(reinterpret_cast<pthread_mutex_t *>(m_start));
    }
    void *pointer() const override {
        return m_start + HEADER_BYTES;
    }

  private:
    char *m_start = nullptr;
    int m_fd = -1;
};

/* Not inlined, as a library's factory is not. */
__attribute__((noinline)) std::unique_ptr<SharedMemory> make_region() {
    return std::make_unique<Region>();
}

void scoped_batch(long count) {
    std::unique_ptr<SharedMemory> region = make_region();
    auto *value = static_cast<volatile long *>(region->pointer());
    for (long i = 0; i < count; i++) {
        std::unique_ptr<ScopedLock> lock = region->get_scoped_lock();
        *value = *value + 1;
    }
}
} // namespace

extern "C" const struct row scoped_rows[] = {{"lock-scoped", scoped_batch}, {nullptr, nullptr}};
