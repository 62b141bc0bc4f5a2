// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// A list that holds its first elements itself, and takes memory only for more.
template <class T, std::size_t Inside>
class short_list {
    static_assert(std::is_nothrow_move_constructible_v<T>);
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

public:
    short_list() = default;
    short_list(const short_list& other) {
        try {
            append(other);
        } catch (...) {
            release();
            throw;
        }
    }
    short_list(short_list&& other) noexcept { take(other); }
    short_list& operator=(short_list other) noexcept {
        release();
        take(other);
        return *this;
    }
    ~short_list() { release(); }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] T* begin() noexcept { return data(); }
    [[nodiscard]] T* end() noexcept { return data() + size_; }
    [[nodiscard]] const T* begin() const noexcept { return data(); }
    [[nodiscard]] const T* end() const noexcept { return data() + size_; }
    T& operator[](std::size_t at) noexcept { return data()[at]; }
    const T& operator[](std::size_t at) const noexcept { return data()[at]; }
    [[nodiscard]] const T& back() const noexcept { return data()[size_ - 1]; }

    template <class... From>
    T& emplace_back(From&&... from) {
        if (size_ == capacity_) grow(2 * capacity_);
        T* const made = ::new (static_cast<void*>(data() + size_)) T(static_cast<From&&>(from)...);
        ++size_;
        return *made;
    }

    template <std::size_t Others>
    void append(const short_list<T, Others>& other) {
        if (size_ + other.size() > capacity_) grow(size_ + other.size());
        for (const T& each : other) emplace_back(each);
    }

    void clear() noexcept { shrink(0); }

    /// Drops the last elements, until so many are left.
    void shrink(std::size_t size) noexcept {
        while (size_ > size) data()[--size_].~T();
    }

private:
    T* data() noexcept { return outside_ != nullptr ? outside_ : reinterpret_cast<T*>(inside_); }
    const T* data() const noexcept {
        return outside_ != nullptr ? outside_ : reinterpret_cast<const T*>(inside_);
    }

    [[gnu::cold, gnu::noinline]] void grow(std::size_t capacity) {
        T* const larger = static_cast<T*>(::operator new(capacity * sizeof(T)));
        move_to(larger);
        ::operator delete(outside_);
        outside_ = larger;
        capacity_ = capacity;
    }

    void move_to(T* to) noexcept {
        T* const from = data();
        for (std::size_t i = 0; i < size_; ++i) {
            ::new (static_cast<void*>(to + i)) T(std::move(from[i]));
            from[i].~T();
        }
    }

    // To be called where nothing is held.
    void take(short_list& other) noexcept {
        if (other.outside_ != nullptr) {
            outside_ = std::exchange(other.outside_, nullptr);
            capacity_ = std::exchange(other.capacity_, Inside);
        } else {
            other.move_to(reinterpret_cast<T*>(inside_));
        }
        size_ = std::exchange(other.size_, 0);
    }

    void release() noexcept {
        clear();
        if (outside_ == nullptr) return;
        ::operator delete(outside_);
        outside_ = nullptr;
        capacity_ = Inside;
    }

    alignas(T) unsigned char inside_[Inside * sizeof(T)];
    T* outside_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = Inside;
};

}  // namespace tenon::inline v0::detail
