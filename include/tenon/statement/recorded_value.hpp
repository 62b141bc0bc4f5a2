// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/bind.hpp>
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

/// Takes values as a statement would, to bind them later; they are numbered from 0.
class value_recorder {
public:
    void bind_null(int number) { at(number); }
    void bind_integer(int number, std::int64_t value) { at(number) = value; }
    void bind_real(int number, double value) { at(number) = value; }
    void bind_text(int number, std::string_view value, lifetime) { at(number).emplace<std::string>(value); }
    void bind_blob(int number, std::span<const std::byte> value, lifetime) {
        at(number).emplace<std::vector<std::byte>>(value.begin(), value.end());
    }

    template <class Range>
    void bind_list(int number, const Range& range, lifetime) {
        value_recorder elements;
        int next = 0;
        for (const auto& element : range) bind_value(elements, next++, element, lifetime::copied);
        constexpr kind storage = codec_of<list_element<Range>>::storage;
        if constexpr (storage == kind::integer || storage == kind::boolean)
            at(number) = elements.list_of<std::int64_t>();
        else if constexpr (storage == kind::real)
            at(number) = elements.list_of<double>();
        else if constexpr (storage == kind::text)
            at(number) = elements.list_of<std::string>();
        else
            at(number) = elements.list_of<std::vector<std::byte>>();
    }

    std::vector<recorded_value> take() && { return std::move(values_); }

private:
    recorded_value& at(int number) {
        const auto index = static_cast<std::size_t>(number);
        if (index >= values_.size()) values_.resize(index + 1);
        return values_[index];
    }

    template <class T>
    std::vector<T> list_of() {
        std::vector<T> list;
        list.reserve(values_.size());
        for (recorded_value& value : values_) list.push_back(std::get<T>(std::move(value)));
        return list;
    }

    std::vector<recorded_value> values_;
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
