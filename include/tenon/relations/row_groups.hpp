// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/iterators.hpp>

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0 {

/// Rows in groups, one group for each element of the range that they were asked for, in its order. Spans
/// refer into it.
template <class T>
class row_groups {
public:
    /// Where a group begins in `rows()`, and how many it has.
    struct extent {
        std::size_t first = 0;
        std::size_t count = 0;
    };

    template <class Element>
    class group_iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = std::span<Element>;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = value_type;

        group_iterator() = default;
        group_iterator(Element* rows, const extent* at) : rows_(rows), at_(at) {}

        reference operator*() const { return {rows_ + at_->first, at_->count}; }
        group_iterator& operator++() {
            ++at_;
            return *this;
        }
        group_iterator operator++(int) {
            group_iterator before = *this;
            ++at_;
            return before;
        }
        bool operator==(const group_iterator& other) const { return at_ == other.at_; }

    private:
        Element* rows_ = nullptr;
        const extent* at_ = nullptr;
    };

    row_groups() = default;
    row_groups(std::vector<T> rows, std::vector<extent> groups)
        : rows_(std::move(rows)), groups_(std::move(groups)) {}

    /// The rows of the `i`th element; empty if it has none.
    std::span<T> operator[](std::size_t i) & { return {rows_.data() + groups_[i].first, groups_[i].count}; }
    std::span<const T> operator[](std::size_t i) const& {
        return {rows_.data() + groups_[i].first, groups_[i].count};
    }
    std::span<const T> operator[](std::size_t i) && = delete;

    /// How many groups there are.
    std::size_t size() const { return groups_.size(); }
    bool empty() const { return groups_.empty(); }

    /// The rows of all groups: those that several elements share are there once.
    const std::vector<T>& rows() const { return rows_; }

    group_iterator<T> begin() { return {rows_.data(), groups_.data()}; }
    group_iterator<T> end() { return {rows_.data(), groups_.data() + groups_.size()}; }
    group_iterator<const T> begin() const { return {rows_.data(), groups_.data()}; }
    group_iterator<const T> end() const { return {rows_.data(), groups_.data() + groups_.size()}; }

private:
    std::vector<T> rows_;
    std::vector<extent> groups_;
};

}  // namespace tenon::inline v0
