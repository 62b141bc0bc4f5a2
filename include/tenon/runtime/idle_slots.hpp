// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tenon::inline v0::detail {

/// Things that nobody uses, each in a slot, where any thread finds and leaves them without a lock; a thread
/// begins at a slot of its own, so that threads which come again and again get what they had. While slots are
/// guarded nothing can be left in them: whoever comes back has to go where somebody waits.
template <class T>
class idle_slots {
public:
    explicit idle_slots(std::size_t count) : slots_(count) {}

    /// Where a thread begins.
    [[nodiscard]] std::size_t slot_of(std::uint64_t thread) const noexcept {
        return static_cast<std::uint32_t>(thread) % static_cast<std::uint32_t>(slots_.size());
    }

    /// Takes something out, looking from a slot on; null where there is nothing.
    [[nodiscard]] T* take(std::size_t at) noexcept {
        const std::size_t count = slots_.size();
        for (std::size_t left = count; left > 0; --left) {
            T* found = __atomic_load_n(&slots_[at].held, __ATOMIC_RELAXED);
            if (is_thing(found) && replace(slots_[at], found, nullptr)) return found;
            if (++at == count) at = 0;
        }
        return nullptr;
    }

    /// Leaves something, from a slot on, and does not touch it or the slots again; false: there was no room.
    [[nodiscard]] bool put(T* thing, std::size_t at) noexcept {
        const std::size_t count = slots_.size();
        for (std::size_t left = count; left > 0; --left) {
            if (replace(slots_[at], nullptr, thing)) return true;
            if (++at == count) at = 0;
        }
        return false;
    }

    /// Guards all slots that are empty; where one is not, takes out what is there and goes no further.
    [[nodiscard]] T* take_or_guard() noexcept {
        for (slot& each : slots_)
            while (!replace(each, nullptr, guard())) {
                T* found = __atomic_load_n(&each.held, __ATOMIC_RELAXED);
                if (found == guard()) break;
                if (found != nullptr && replace(each, found, nullptr)) return found;
            }
        return nullptr;
    }

    /// Opens guarded slots again.
    void unguard() noexcept {
        for (slot& each : slots_) static_cast<void>(replace(each, guard(), nullptr));
    }

    /// So many things are in slots, unless others come and go at the same time.
    [[nodiscard]] int size() const noexcept {
        int count = 0;
        for (const slot& each : slots_)
            count += is_thing(__atomic_load_n(&each.held, __ATOMIC_RELAXED)) ? 1 : 0;
        return count;
    }

private:
    // Each in a cache line of its own: threads are not to wait for each other's.
    struct alignas(64) slot {
        T* held = nullptr;
    };

    static T* guard() noexcept { return reinterpret_cast<T*>(std::uintptr_t{1}); }
    static bool is_thing(const T* it) noexcept { return reinterpret_cast<std::uintptr_t>(it) > 1; }

    static bool replace(slot& at, T* old, T* with) noexcept {
        return __atomic_compare_exchange_n(&at.held, &old, with, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
    }

    std::vector<slot> slots_;
};

}  // namespace tenon::inline v0::detail
