// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/loan.hpp>

#include <sqlite3.h>
#include <sys/types.h>

#include <cstdint>
#include <mutex>

namespace tenon::inline v0::detail {

/// Which thread has a pool's writing connection. All pools of the process know of each other, so that a
/// thread that has the lock of a file through one of them does not wait for itself through another.
template <class = void>
class basic_file_writer {
public:
    basic_file_writer() {
        const std::lock_guard lock(all_mutex);
        next_ = all;
        all = this;
    }
    basic_file_writer(const basic_file_writer&) = delete;
    basic_file_writer& operator=(const basic_file_writer&) = delete;
    ~basic_file_writer() {
        const std::lock_guard lock(all_mutex);
        basic_file_writer** at = &all;
        while (*at != this) at = &(*at)->next_;
        *at = next_;
    }

    /// Notes the thread that has it; 0: nobody knows.
    void used_by(std::uint64_t thread) noexcept { __atomic_store_n(&thread_, thread, __ATOMIC_RELAXED); }
    [[nodiscard]] bool is_own() const noexcept {
        return __atomic_load_n(&thread_, __ATOMIC_RELAXED) == thread_number();
    }

    /// Notes the connection that was opened, and which file that is.
    void opened(sqlite3* handle, ::dev_t device, ::ino_t file) noexcept {
        const std::lock_guard lock(all_mutex);
        handle_ = handle;
        device_ = device;
        file_ = file;
    }

    /// Whether this thread has the lock of the file of `self` through another pool.
    static bool waits_for_itself(const void* self) noexcept {
        const auto& asking = *static_cast<const basic_file_writer*>(self);
        const std::lock_guard lock(all_mutex);
        for (const basic_file_writer* it = all; it != nullptr; it = it->next_)
            if (it != &asking && it->is_own() && it->file_ == asking.file_ && it->device_ == asking.device_ &&
                sqlite3_txn_state(it->handle_, "main") == SQLITE_TXN_WRITE)
                return true;
        return false;
    }

private:
    static inline constinit std::mutex all_mutex{};
    static inline constinit basic_file_writer* all = nullptr;

    std::uint64_t thread_ = 0;  // read and written atomically
    // Only a thread that has the connection on loan looks at it, so that nobody closes it meanwhile.
    sqlite3* handle_ = nullptr;
    ::dev_t device_{};
    ::ino_t file_{};
    basic_file_writer* next_ = nullptr;
};
using file_writer = basic_file_writer<>;

}  // namespace tenon::inline v0::detail
