// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/iterators.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace tenon::inline v0 {

/// Rows that the elements of a range refer to: a pointer for each element, in its order. Pointers refer into
/// it.
template <class T>
class referred_rows {
public:
    /// The place of an element that refers to no row.
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = const T*;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = value_type;

        iterator() = default;
        iterator(const referred_rows* of, std::size_t at) : of_(of), at_(at) {}

        reference operator*() const { return (*of_)[at_]; }
        iterator& operator++() {
            ++at_;
            return *this;
        }
        iterator operator++(int) {
            iterator before = *this;
            ++at_;
            return before;
        }
        bool operator==(const iterator& other) const { return at_ == other.at_; }

    private:
        const referred_rows* of_ = nullptr;
        std::size_t at_ = 0;
    };

    referred_rows() = default;
    referred_rows(std::vector<T> rows, std::vector<std::size_t> places)
        : rows_(std::move(rows)), places_(std::move(places)) {}

    /// The row that the `i`th element refers to; null where its key is NULL or names no row.
    const T* operator[](std::size_t i) const& {
        return places_[i] == none ? nullptr : rows_.data() + places_[i];
    }
    const T* operator[](std::size_t i) && = delete;

    /// How many elements there are.
    std::size_t size() const { return places_.size(); }
    bool empty() const { return places_.empty(); }

    /// The rows, each once.
    const std::vector<T>& rows() const { return rows_; }

    iterator begin() const { return {this, 0}; }
    iterator end() const { return {this, places_.size()}; }

private:
    std::vector<T> rows_;
    std::vector<std::size_t> places_;
};

}  // namespace tenon::inline v0
