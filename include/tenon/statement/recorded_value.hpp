// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/bind.hpp>
#include <tenon/statement/short_list.hpp>
#include <tenon/types/lifetime.hpp>
#include <tenon/types/list.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tenon::inline v0::detail {

/// A value as it will be bound, kept until then: NULL, a value in one of the five storages, or a list.
using recorded_value = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::byte>,
                                    std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>,
                                    std::vector<std::vector<std::byte>>>;

/// Values of a statement that was composed at run time: few, as a rule.
using recorded_values = short_list<recorded_value, 6>;

/// Takes values as a statement would, to bind them later; they are numbered from 0.
class value_recorder {
public:
    /// Keeps them behind those that are there.
    explicit value_recorder(recorded_values& to) : values_(to), first_(to.size()) {}

    void bind_null(int number) { at(number); }
    void bind_integer(int number, std::int64_t value) { at(number) = value; }
    void bind_real(int number, double value) { at(number) = value; }
    void bind_text(int number, std::string_view value, lifetime) { at(number).emplace<std::string>(value); }
    void bind_blob(int number, std::span<const std::byte> value, lifetime) {
        at(number).emplace<std::vector<std::byte>>(value.begin(), value.end());
    }

    template <class Range>
    void bind_list(int number, const Range& range, lifetime) {
        recorded_values elements;
        value_recorder recorder(elements);
        int next = 0;
        for (const auto& element : range) bind_value(recorder, next++, element, lifetime::copied);
        constexpr kind storage = codec_of<list_element<Range>>::storage;
        if constexpr (storage == kind::integer || storage == kind::boolean)
            at(number) = list_of<std::int64_t>(elements);
        else if constexpr (storage == kind::real)
            at(number) = list_of<double>(elements);
        else if constexpr (storage == kind::text)
            at(number) = list_of<std::string>(elements);
        else
            at(number) = list_of<std::vector<std::byte>>(elements);
    }

private:
    recorded_value& at(int number) {
        const std::size_t index = first_ + static_cast<std::size_t>(number);
        while (index >= values_.size()) values_.emplace_back();
        return values_[index];
    }

    template <class T>
    static std::vector<T> list_of(recorded_values& elements) {
        std::vector<T> list;
        list.reserve(elements.size());
        for (recorded_value& value : elements) list.push_back(std::get<T>(std::move(value)));
        return list;
    }

    recorded_values& values_;
    std::size_t first_;
};

/// Binds what was recorded; it must outlive the statement's run.
template <class Cursor>
void bind_recorded(Cursor& cursor, int number, const recorded_value& recorded) {
    std::visit(
        [&]<class T>(const T& value) {
            if constexpr (std::is_same_v<T, std::monostate>)
                cursor.bind_null(number);
            else if constexpr (bindable_list<T>)
                cursor.bind_list(number, value, lifetime::outlives);
            else
                bind_value(cursor, number, value, lifetime::outlives);
        },
        recorded);
}

}  // namespace tenon::inline v0::detail
