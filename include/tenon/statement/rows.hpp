// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/iterators.hpp>
#include <tenon/statement/read.hpp>

#include <cstddef>
#include <utility>

namespace tenon::inline v0::detail {

/// Converts to what a function returns: lets containers build their elements in place.
template <class Make>
struct made_in_place {
    Make make;

    operator decltype(std::declval<Make>()())() { return make(); }
};

template <class Make>
made_in_place(Make) -> made_in_place<Make>;

/// Adds SQL, purpose and module to a value's error.
template <class Cursor>
[[noreturn, gnu::cold, gnu::noinline]] void raise_described(const Cursor& cursor,
                                                            const value_error& refused) {
    error what = refused.details();
    cursor.describe(what);
    raise(std::move(what));
}

/// A statement that yields rows, and how far it has run.
template <class Cursor>
class row_stream {
public:
    row_stream(Cursor&& cursor, bool single_row)
        : cursor_(static_cast<Cursor&&>(cursor)), single_row_(single_row) {}

    Cursor& cursor() { return cursor_; }

    /// Whether the statement still has to be bound and stepped; throws when its rows were asked for before.
    bool begin() {
        if (begun_) again();
        begun_ = true;
        return !started_;
    }

    void start() {
        started_ = true;
        has_row_ = cursor_.step();
    }

    /// Whether there was a first row.
    bool has_row() const { return has_row_; }

    bool next() { return !single_row_ && cursor_.step(); }

    template <class Reading>
    auto read() {
        try {
            return Reading::read(cursor_.reader());
        } catch (const value_error& refused) {
            raise_described(cursor_, refused);
        }
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse(const char* code, const char* message) {
        error what;
        what.category = category::query;
        what.code = code;
        what.message = message;
        cursor_.describe(what);
        raise(std::move(what));
    }

private:
    [[noreturn, gnu::cold, gnu::noinline]] void again() {
        error what;
        what.category = category::usage;
        what.code = "MISUSE";
        what.message = "a range of rows is read once: run the statement again, or keep its rows by all()";
        cursor_.describe(what);
        raise(std::move(what));
    }

    Cursor cursor_;
    bool single_row_;
    bool begun_ = false;
    bool started_ = false;
    bool has_row_ = false;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Iterates over rows, reading each when it is asked for.
template <class Row, class Cursor, class Reading>
class row_iterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Row;

    row_iterator() = default;
    row_iterator(detail::row_stream<Cursor>* stream, bool has_row) : stream_(has_row ? stream : nullptr) {}

    /// Reads the row; views in it are valid until the next step.
    Row operator*() const { return stream_->template read<Reading>(); }

    row_iterator& operator++() {
        if (!stream_->next()) stream_ = nullptr;
        return *this;
    }
    void operator++(int) { ++*this; }

    bool operator==(std::default_sentinel_t) const { return stream_ == nullptr; }

private:
    detail::row_stream<Cursor>* stream_ = nullptr;
};

}  // namespace tenon::inline v0
