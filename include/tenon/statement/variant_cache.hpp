// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/query_part.hpp>
#include <tenon/statement/short_list.hpp>
#include <tenon/statement/statement_data.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace tenon::inline v0::detail {

/// One number of many.
constexpr std::uint64_t mixed(std::uint64_t with, std::uint64_t word) {
    with = (with ^ word) * 0x9E3779B97F4A7C15u;
    return with ^ (with >> 32);
}

/// A composed statement that may be run again.
struct composed_variant {
    std::uint64_t hash = 0;               // of the key
    short_list<std::uint64_t, 12> key{};  // numbers that tell it from all others
    std::string text{};
    statement_data data{};  // of the text
    composed_numbers numbers{};
};

/// The statements that this thread has composed lately, so that the text is made once. What is found is valid
/// until the next call of `keep`.
class variant_cache {
public:
    variant_cache() = default;
    variant_cache(const variant_cache&) = delete;
    variant_cache& operator=(const variant_cache&) = delete;
    ~variant_cache() {
        for (const composed_variant* each : slots_) delete each;
    }

    static variant_cache& of_thread() {
        thread_local variant_cache cache;
        return cache;
    }

    /// The one of that hash whose key is the one that `each_key` tells number by number.
    template <class EachKey>
    [[nodiscard]] const composed_variant* find(std::uint64_t hash, const EachKey& each_key) const {
        for (std::size_t i = 0; i < neighbours; ++i) {
            const composed_variant* const found = slots_[place_of(hash, i)];
            if (found == nullptr || found->hash != hash) continue;
            std::size_t at = 0;
            bool same = true;
            each_key([&](std::uint64_t word) {
                same = same && at < found->key.size() && found->key[at] == word;
                ++at;
            });
            if (same && at == found->key.size()) return found;
        }
        return nullptr;
    }

    /// Takes the place of another one where there is none free.
    [[gnu::cold, gnu::noinline]] const composed_variant& keep(composed_variant&& fresh) {
        auto* const kept = new composed_variant(std::move(fresh));
        kept->data.text = kept->text.data();
        std::size_t place = place_of(kept->hash, ++turn_ % neighbours);
        for (std::size_t i = 0; i < neighbours; ++i)
            if (slots_[place_of(kept->hash, i)] == nullptr) place = place_of(kept->hash, i);
        delete std::exchange(slots_[place], kept);
        return *kept;
    }

private:
    static constexpr std::size_t capacity = 128, neighbours = 4;

    static std::size_t place_of(std::uint64_t hash, std::size_t neighbour) {
        return (static_cast<std::size_t>(hash) + neighbour) % capacity;
    }

    const composed_variant* slots_[capacity]{};
    std::size_t turn_ = 0;
};

}  // namespace tenon::inline v0::detail
