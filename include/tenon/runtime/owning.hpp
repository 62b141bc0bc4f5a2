// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <utility>

namespace tenon::inline v0::detail {

/// What is kept by several owners counts them itself.
struct counted {
    counted() = default;
    counted(const counted&) = delete;
    counted& operator=(const counted&) = delete;

    mutable std::size_t owners = 0;
};

/// One of the owners of an object, on any thread; with the last one the object goes, or is told to. Not
/// std::shared_ptr: <memory> costs as much as a layer of this library.
template <class T>
class owning {
public:
    owning() = default;
    explicit owning(T* it) noexcept : it_(it) { add(); }
    owning(const owning& other) noexcept : it_(other.it_) { add(); }
    owning(owning&& other) noexcept : it_(std::exchange(other.it_, nullptr)) {}
    owning& operator=(owning other) noexcept {
        std::swap(it_, other.it_);
        return *this;
    }
    ~owning() {
        if (it_ == nullptr || __atomic_sub_fetch(&it_->owners, 1, __ATOMIC_ACQ_REL) != 0) return;
        if constexpr (requires { it_->drop(); })
            it_->drop();
        else
            delete it_;
    }

    void reset() noexcept { owning().swap(*this); }
    void swap(owning& other) noexcept { std::swap(it_, other.it_); }

    /// Puts another object in its place, also while other threads `get` it: they may go on with the one that
    /// was there, which is returned.
    [[nodiscard]] owning exchange(owning other) noexcept {
        other.it_ = __atomic_exchange_n(&it_, other.it_, __ATOMIC_ACQ_REL);
        return other;
    }

    [[nodiscard]] T* get() const noexcept { return __atomic_load_n(&it_, __ATOMIC_ACQUIRE); }
    T* operator->() const noexcept { return it_; }
    T& operator*() const noexcept { return *it_; }
    bool operator==(std::nullptr_t) const noexcept { return it_ == nullptr; }

private:
    void add() noexcept {
        if (it_ != nullptr) __atomic_fetch_add(&it_->owners, 1, __ATOMIC_RELAXED);
    }

    T* it_ = nullptr;
};

/// An object of a type that its owner does not know.
class owned_service {
public:
    owned_service() = default;
    template <class T>
    explicit owned_service(T* it) noexcept
        : it_(it), destroy_([](void* any) { delete static_cast<T*>(any); }) {}
    owned_service(owned_service&& other) noexcept
        : it_(std::exchange(other.it_, nullptr)), destroy_(other.destroy_) {}
    owned_service& operator=(owned_service other) noexcept {
        std::swap(it_, other.it_);
        std::swap(destroy_, other.destroy_);
        return *this;
    }
    ~owned_service() {
        if (it_ != nullptr) destroy_(it_);
    }

    void reset() noexcept { *this = owned_service(); }
    [[nodiscard]] void* get() const noexcept { return it_; }
    bool operator==(std::nullptr_t) const noexcept { return it_ == nullptr; }

private:
    void* it_ = nullptr;
    void (*destroy_)(void*) = nullptr;
};

}  // namespace tenon::inline v0::detail
