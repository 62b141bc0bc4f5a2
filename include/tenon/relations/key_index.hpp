// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/reflect/fields.hpp>
#include <tenon/relations/struct_column.hpp>
#include <tenon/types/codec.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// Two keys are the same for SQL where these are equal: text is changed as its collation sees it.
template <class Key>
auto comparable_key(const Key& key, [[maybe_unused]] std::string_view collation) {
    const auto stored = codec<Key>::encode(key);
    if constexpr (codec<Key>::storage == kind::text) {
        std::string text(static_cast<std::string_view>(stored));
        if (same_name(collation, "NOCASE"))
            for (char& c : text) c = ascii_lower(c);
        else if (same_name(collation, "RTRIM"))
            while (!text.empty() && text.back() == ' ') text.pop_back();
        return text;
    } else if constexpr (codec<Key>::storage == kind::blob) {
        const std::span<const std::byte> bytes(stored);
        return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    } else {
        return static_cast<typename stored_as<codec<Key>::storage>::type>(stored);
    }
}

/// A value as itself, an optional one as a pointer to it or null.
template <class T>
const value_of<T>* present(const T& value) {
    if constexpr (is_optional<T>)
        return value ? &*value : nullptr;
    else
        return &value;
}

/// The different values that field `I` has in a range of structs, each with a number from 0.
template <class T, std::size_t I>
class key_index {
public:
    using key_type = value_of<field_type<T, I>>;
    using compared_type = decltype(comparable_key(std::declval<const key_type&>(), {}));
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    template <class Range>
    key_index(const Range& structs, std::string_view collation) : collation_(collation) {
        for (const T& one : structs) add(present(field<I>(one)));
    }

    /// The values, to be bound as one list.
    const std::vector<key_type>& values() const { return values_; }

    /// For each struct the number of its value, or `none`.
    const std::vector<std::size_t>& numbers() const { return numbers_; }

    template <class Key>
    compared_type compared(const Key& key) const {
        return comparable_key(key, collation_);
    }

    /// The number of a value, or `none`.
    std::size_t find(const compared_type& key) const {
        const auto found = known_.find(key);
        return found == known_.end() ? none : found->second;
    }

private:
    void add(const key_type* key) {
        if (key == nullptr) {
            numbers_.push_back(none);
            return;
        }
        const auto [place, added] = known_.try_emplace(compared(*key), values_.size());
        if (added) values_.push_back(*key);
        numbers_.push_back(place->second);
    }

    std::string_view collation_;
    std::map<compared_type, std::size_t> known_;
    std::vector<key_type> values_;
    std::vector<std::size_t> numbers_;
};

}  // namespace tenon::inline v0::detail
